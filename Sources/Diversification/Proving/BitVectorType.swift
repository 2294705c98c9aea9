import CClang

/// An integer type of C, as the machine holds it.
struct BitVectorType: Equatable {
    let width: Int
    let isSigned: Bool
    let isBoolean: Bool

    init(_ type: CXType) throws(Unproved) {
        var type = type.canonical
        if type.kind == CXType_Enum {
            type = clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type)).canonical
        }
        switch type.kind {
        case CXType_Bool: (isSigned, isBoolean) = (false, true)
        case CXType_Char_U, CXType_UChar, CXType_UShort, CXType_UInt, CXType_ULong,
            CXType_ULongLong, CXType_UInt128:
            (isSigned, isBoolean) = (false, false)
        case CXType_Char_S, CXType_SChar, CXType_Short, CXType_Int, CXType_Long,
            CXType_LongLong, CXType_Int128:
            (isSigned, isBoolean) = (true, false)
        default: throw Unproved("unsupported: \(type.spelling)")
        }
        width = Int(clang_Type_getSizeOf(type)) * 8
    }

    /// The bit-vector sort of SMT-LIB.
    var sort: String { "(_ BitVec \(width))" }

    /// The number modulo 2 to the width.
    func literal(_ number: Int64) -> String {
        let bits = "(_ bv\(number.magnitude) \(width))"
        return number < 0 ? "(bvneg \(bits))" : bits
    }
}
