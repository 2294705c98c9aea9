import CClang

/// Which conversions between pointers leave open what lies where in a struct.
struct PointerConversions {
    static let allocators: Set<String> = ["malloc", "calloc", "realloc", "aligned_alloc"]

    let source: SourceText

    /// The library function that is called, wherever the program declares it; nil for any other.
    static func libraryFunction(_ call: Node) -> String? {
        guard call.kind == CXCursor_CallExpr,
            let function = call.children.first?.bare.declaration,
            function.kind == CXCursor_FunctionDecl
        else { return nil }
        if function.isInSystemHeader { return function.name }
        guard function.name.hasPrefix("__builtin_") else { return nil }
        return String(function.name.dropFirst("__builtin_".count))
    }

    /// `memset(p, 0, sizeof *p)`, or a copy of exactly one object between two of one type: the
    /// same whatever the order of the fields, and with the size that follows from it.
    func isWholeObject(_ call: Node) -> Bool {
        let arguments = call.children.dropFirst().map { unconverted($0) }
        guard arguments.count == 3, let name = Self.libraryFunction(call) else { return false }
        let type = arguments[0].type.canonical
        let isPointer = type.kind == CXType_Pointer
        let pointee = isPointer ? clang_getPointeeType(type).canonical : type
        guard pointee.element.kind == CXType_Record, measures(arguments[2], pointee) else {
            return false
        }
        switch name {
        case "memset": return arguments[1].constant == 0
        case "memcpy", "memmove":
            let from = arguments[1].type.canonical
            return isSame(isPointer ? clang_getPointeeType(from) : from, pointee)
        default: return false
        }
    }

    /// An allocation of what is measured by its own `sizeof`: the size follows the layout.
    func isAllocation(_ node: Node, of type: CXType) -> Bool {
        let bare = node.bare
        guard let name = Self.libraryFunction(bare), Self.allocators.contains(name) else {
            return false
        }
        return bare.contains { measures($0, type) }
    }

    /// Whether the types are one, qualifiers apart.
    func isSame(_ left: CXType, _ right: CXType) -> Bool {
        // libclang crashes when asked for the qualifiers of what is no type.
        guard left.kind != CXType_Invalid, right.kind != CXType_Invalid else { return false }
        return clang_equalTypes(
            clang_getUnqualifiedType(left.canonical).canonical,
            clang_getUnqualifiedType(right.canonical).canonical) != 0
    }

    func isNull(_ node: Node) -> Bool {
        var bare = node.bare
        while bare.kind == CXCursor_CStyleCastExpr, let inner = bare.children.last {
            bare = inner.bare
        }
        return bare.constant == 0
    }

    /// Whether the node is `sizeof` of just this type, not of a pointer to it.
    private func measures(_ node: Node, _ type: CXType) -> Bool {
        let size = node.bare
        guard size.kind == CXCursor_UnaryExpr, let measured = size.children.last,
            isSame(measured.type, type)
        else { return false }
        if measured.isExpression { return true }
        let text = source.bytes[size.range]
        return !text.contains(0x2a) && !text.contains(0x5b) && text.count { $0 == 0x28 } == 1
    }

    /// Without conversions to `void *`, told or not.
    private func unconverted(_ node: Node) -> Node {
        var bare = node.bare
        while bare.kind == CXCursor_CStyleCastExpr, let inner = bare.children.last,
            bare.type.isPointer, clang_getPointeeType(bare.type.canonical).kind == CXType_Void
        {
            bare = inner.bare
        }
        return bare
    }
}
