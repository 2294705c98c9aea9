import CClang

/// The types of values that a declaration in a function can name, and how.
struct NameableTypes {
    private let hasTypesOfItsOwn: Bool
    private let variables: Set<String>

    init(in function: FunctionDefinition, _ program: Program) {
        hasTypesOfItsOwn = function.node.contains { node in
            [
                CXCursor_StructDecl, CXCursor_UnionDecl, CXCursor_EnumDecl, CXCursor_TypedefDecl,
            ].contains(node.kind)
        }
        var variables: Set<String> = []
        function.node.walk { node in
            if let named = node.declaration, named.isVariable { variables.insert(named.name) }
        }
        self.variables = variables
    }

    /// The type's name, to stand before a variable's; nil when it is no number and no pointer to
    /// an object, or when its name may mean something else here.
    func name(of type: CXType) -> String? {
        let type = clang_getUnqualifiedType(type.canonical)
        if Self.numbers.contains(type.kind) { return type.spelling }
        guard type.isPointer else { return nil }
        var pointee = clang_getPointeeType(type).canonical
        while pointee.isPointer { pointee = clang_getPointeeType(pointee).canonical }
        let spelling = type.spelling
        if spelling.contains("(") { return nil }
        if pointee.kind == CXType_Void || Self.numbers.contains(pointee.kind) { return spelling }
        guard pointee.kind == CXType_Record || pointee.kind == CXType_Enum, !hasTypesOfItsOwn,
            !variables.contains(Cursor(raw: clang_getTypeDeclaration(pointee)).spelling)
        else { return nil }
        return spelling
    }

    private static let numbers: [CXTypeKind] = [
        CXType_Bool, CXType_Char_S, CXType_Char_U, CXType_SChar, CXType_UChar, CXType_Short,
        CXType_UShort, CXType_Int, CXType_UInt, CXType_Long, CXType_ULong, CXType_LongLong,
        CXType_ULongLong, CXType_Float, CXType_Double, CXType_LongDouble,
    ]
}
