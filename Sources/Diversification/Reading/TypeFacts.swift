import CClang

/// What the transforms ask of a C type.
extension CXType {
    var canonical: CXType { clang_getCanonicalType(self) }

    var isArray: Bool { canonical.elementOfArray != nil }
    var isPointer: Bool { canonical.kind == CXType_Pointer }
    var isFunction: Bool {
        let kind = canonical.kind
        return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto
    }
    var isVariableArray: Bool {
        let type = canonical
        if type.kind == CXType_VariableArray { return true }
        return type.elementOfArray?.isVariableArray ?? false
    }

    var isFunctionPointer: Bool { isPointer && clang_getPointeeType(canonical).isFunction }

    /// An array of variable length here or behind pointers: the type itself reads variables.
    var mentionsVariableArray: Bool {
        var type = canonical
        while true {
            if type.kind == CXType_VariableArray { return true }
            if let element = type.elementOfArray {
                type = element.canonical
            } else if type.kind == CXType_Pointer {
                type = clang_getPointeeType(type).canonical
            } else {
                return false
            }
        }
    }

    /// `va_list`, or a pointer to it.
    var isVariadicList: Bool {
        var type = element
        while type.kind == CXType_Pointer { type = clang_getPointeeType(type).element }
        return type.kind == CXType_Record && type.spelling.contains("__va_list_tag")
    }

    /// The type of an array's elements; nil when this is no array.
    var elementOfArray: CXType? {
        switch kind {
        case CXType_ConstantArray, CXType_IncompleteArray, CXType_VariableArray,
            CXType_DependentSizedArray:
            clang_getArrayElementType(self)
        default: nil
        }
    }

    /// The innermost element type of nested arrays, otherwise the type itself; canonical.
    var element: CXType {
        var type = canonical
        while let inner = type.elementOfArray { type = inner.canonical }
        return type
    }

    var spelling: String { string(clang_getTypeSpelling(self)) }

    /// Volatile or atomic here or in any field held by value: its accesses are events.
    var holdsVolatile: Bool {
        if clang_isVolatileQualifiedType(canonical) != 0 { return true }
        let type = element
        if clang_isVolatileQualifiedType(type) != 0 || type.kind == CXType_Atomic { return true }
        guard type.kind == CXType_Record else { return false }
        return type.fields.contains { clang_getCursorType($0).holdsVolatile }
    }

    /// The fields of a struct or union, unnamed structs and unions among them.
    var fields: [CXCursor] {
        var found: [CXCursor] = []
        withUnsafeMutablePointer(to: &found) { pointer in
            _ = clang_Type_visitFields(
                canonical,
                { field, data in
                    data!.assumingMemoryBound(to: [CXCursor].self).pointee.append(field)
                    return CXVisit_Continue
                }, pointer)
        }
        return found
    }

    /// The struct, union or enumeration that the type is made of by pointers and arrays; at most
    /// one.
    var recordsNamed: [CXCursor] {
        var type = element
        while type.kind == CXType_Pointer { type = clang_getPointeeType(type).element }
        return type.kind == CXType_Record || type.kind == CXType_Enum
            ? [clang_getTypeDeclaration(type)] : []
    }

    /// The declarations of all structs and unions held by value, through arrays and fields.
    var recordsHeld: [CXCursor] {
        let type = element
        guard type.kind == CXType_Record else { return [] }
        let declaration = clang_getTypeDeclaration(type)
        return [declaration] + type.fields.flatMap { clang_getCursorType($0).recordsHeld }
    }

    /// The declarations of all structs and unions held by what this pointer points to.
    var recordsPointedTo: [CXCursor] {
        var type = canonical
        guard type.kind == CXType_Pointer else { return [] }
        while type.kind == CXType_Pointer || type.elementOfArray != nil {
            type = (type.elementOfArray ?? clang_getPointeeType(type)).canonical
        }
        return type.recordsHeld
    }
}
