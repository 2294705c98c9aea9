import CClang
import Glibc

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
        guard saysPlace(spelled) else { return spelled }
        if let element = plain.elementOfArray {
            return "\(of(element))[\(clang_getArraySize(plain))]"
        }
        switch plain.kind {
        case CXType_Pointer: return "\(of(clang_getPointeeType(plain)))*"
        case CXType_Record, CXType_Enum: return record(plain)
        case CXType_FunctionProto:
            let arguments = (0..<UInt32(max(0, clang_getNumArgTypes(plain)))).map {
                of(clang_getArgType(plain, $0))
            }
            let more = clang_isFunctionTypeVariadic(plain) != 0 ? ", ..." : ""
            return "\(of(clang_getResultType(plain)))(\(arguments.joined(separator: ", "))\(more))"
        default: return spelled
        }
    }

    /// A record by its name, or by its fields when it has none.
    private static func record(_ type: CXType) -> String {
        let declaration = clang_getTypeDeclaration(type)
        let kind = clang_getCursorKind(declaration).rawValue
        let parts = Cursor(raw: declaration).children.map { child in
            "\(of(clang_getCursorType(child))) \(of(member: child))"
        }
        return "\(kind){\(parts.sorted().joined(separator: "; "))}"
    }

    /// What a part of a record is called: one without a name is spelled with its line, too.
    static func of(member: CXCursor) -> String {
        let name = Cursor(raw: member).spelling
        return saysPlace(name) ? "" : name
    }

    /// Whether a spelling says a line, as that of a type without a name does.
    static func saysPlace(_ spelling: String) -> Bool {
        spelling.withCString { strstr($0, " at ") != nil }
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
