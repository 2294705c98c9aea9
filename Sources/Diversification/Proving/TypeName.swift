import CClang

/// What a type is called in terms: the same in a program and its variants, wherever the text of
/// the type stands.
enum TypeName {
    /// Without qualifiers at the outside.
    static func of(_ type: CXType) -> String {
        let canonical = type.canonical
        // libclang crashes when asked for the qualifiers of no type.
        guard canonical.kind != CXType_Invalid else { return "none" }
        let plain = clang_getUnqualifiedType(canonical)
        let spelled = plain.spelling
        // A type without a name is spelled with its line.
        guard spelled.contains(" at ") else { return spelled }
        if let element = plain.elementOfArray {
            return "\(of(element))[\(clang_getArraySize(plain))]"
        }
        switch plain.kind {
        case CXType_Pointer: return "\(of(clang_getPointeeType(plain)))*"
        case CXType_Record, CXType_Enum: return record(plain)
        default: return spelled
        }
    }

    /// A record by its name, or by its fields when it has none.
    private static func record(_ type: CXType) -> String {
        let declaration = clang_getTypeDeclaration(type)
        let kind = clang_getCursorKind(declaration).rawValue
        let parts = Cursor(raw: declaration).children.map { child in
            "\(of(clang_getCursorType(child))) \(Cursor(raw: child).spelling)"
        }
        return "\(kind){\(parts.sorted().joined(separator: "; "))}"
    }

    /// Whether a conversion between the types leaves every value as it is.
    static func isSame(_ one: CXType, _ other: CXType) -> Bool {
        if clang_equalTypes(one, other) != 0 { return true }
        if one.isPointer, other.isPointer {
            return isSame(
                clang_getPointeeType(one.canonical), clang_getPointeeType(other.canonical))
        }
        return of(one) == of(other)
    }
}
