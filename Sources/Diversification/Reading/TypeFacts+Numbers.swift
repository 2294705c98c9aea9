import CClang

/// Which operators C has for a type.
extension CXType {
    /// Of whole numbers: enumerations and `_Bool` among them.
    var isInteger: Bool {
        let kind = canonical.kind
        return kind == CXType_Enum
            || [
                CXType_Bool, CXType_Char_S, CXType_Char_U, CXType_SChar, CXType_UChar,
                CXType_Short, CXType_UShort, CXType_Int, CXType_UInt, CXType_Long, CXType_ULong,
                CXType_LongLong, CXType_ULongLong, CXType_Int128, CXType_UInt128,
            ].contains(kind)
    }

    /// A real number.
    var isNumber: Bool { isInteger || isFloating }

    var isBoolean: Bool { canonical.kind == CXType_Bool }

    var isUnsigned: Bool {
        [
            CXType_Bool, CXType_Char_U, CXType_UChar, CXType_UShort, CXType_UInt, CXType_ULong,
            CXType_ULongLong, CXType_UInt128,
        ].contains(canonical.kind)
    }

    var isConstant: Bool { clang_isConstQualifiedType(canonical) != 0 }
}
