import CClang

/// An integer type, as transforms need it that store its values in another form.
struct IntegerType: Equatable {
    /// Names the type in a cast wherever a variable of it can be named.
    let spelling: String
    let bits: Int
    let isBoolean: Bool
    let isEnumeration: Bool
    /// At least the rank of `int`: `~` and `+` keep the type.
    let isPromoted: Bool
    let isSigned: Bool
    /// Plain `char`, signed or not as the target likes.
    let isPlainCharacter: Bool

    private static let ranks: [CXTypeKind.RawValue: (isPromoted: Bool, isSigned: Bool)] = [
        CXType_Bool.rawValue: (false, false), CXType_Char_S.rawValue: (false, true),
        CXType_Char_U.rawValue: (false, false), CXType_SChar.rawValue: (false, true),
        CXType_UChar.rawValue: (false, false), CXType_Short.rawValue: (false, true),
        CXType_UShort.rawValue: (false, false), CXType_Int.rawValue: (true, true),
        CXType_UInt.rawValue: (true, false), CXType_Long.rawValue: (true, true),
        CXType_ULong.rawValue: (true, false), CXType_LongLong.rawValue: (true, true),
        CXType_ULongLong.rawValue: (true, false), CXType_Enum.rawValue: (false, true),
    ]

    /// Nil for what is no integer of at most 64 bits, is volatile, or has a type without a name.
    init?(_ type: CXType) {
        let canonical = type.canonical
        guard let rank = Self.ranks[canonical.kind.rawValue],
            clang_isVolatileQualifiedType(canonical) == 0
        else { return nil }
        let spelling = clang_getUnqualifiedType(canonical).spelling
        guard !spelling.contains("(") else { return nil }
        self.spelling = spelling
        bits = Int(clang_Type_getSizeOf(canonical)) * 8
        guard (8...64).contains(bits) else { return nil }
        isBoolean = canonical.kind == CXType_Bool
        isEnumeration = canonical.kind == CXType_Enum
        isPlainCharacter =
            canonical.kind == CXType_Char_S || canonical.kind == CXType_Char_U
        (isPromoted, isSigned) = rank
    }

    /// The smallest value on any target: compilers disagree about the sign of enumerations.
    var low: Int64 {
        isSigned || isPlainCharacter ? -(1 << (bits - 1)) : 0
    }

    /// The largest value on any target less the smallest.
    var span: UInt64 {
        if isBoolean { return 1 }
        let isWide = isEnumeration || isPlainCharacter
        return (1 << UInt64(bits)) - 1 + (isWide ? 1 << UInt64(bits - 1) : 0)
    }
}
