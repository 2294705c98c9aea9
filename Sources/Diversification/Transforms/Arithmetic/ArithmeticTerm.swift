/// A term over bit vectors of one width: what a rule says, for the prover and for C.
package indirect enum ArithmeticTerm: Equatable, Sendable {
    package enum Unary: String, Sendable {
        case complement = "~"
        case negation = "-"
    }

    package enum Binary: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case and = "&"
        case or = "|"
        case exclusiveOr = "^"
        case shiftLeft = "<<"
    }

    package enum Comparison: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    case x
    case y
    case constant(UInt64)
    /// The number of the only bit of `y`; for rules whose `y` is a power of two.
    case logarithmOfY
    /// `1 << y`; for rules whose `y` is smaller than the width.
    case powerOfY
    case unary(Unary, ArithmeticTerm)
    case binary(Binary, ArithmeticTerm, ArithmeticTerm)
    /// 0 or 1, of type `int`; only outermost.
    case compare(Comparison, ArithmeticTerm, ArithmeticTerm)
    /// The other of 0 and 1.
    case not(ArithmeticTerm)

    /// How often a variable stands in the term.
    package func count(of variable: ArithmeticTerm) -> Int {
        if self == variable { return 1 }
        switch self {
        case .x, .y, .constant: return 0
        case .logarithmOfY, .powerOfY: return variable == .y ? 1 : 0
        case .unary(_, let inner), .not(let inner): return inner.count(of: variable)
        case .binary(_, let left, let right), .compare(_, let left, let right):
            return left.count(of: variable) + right.count(of: variable)
        }
    }

    package static func + (left: Self, right: Self) -> Self { .binary(.add, left, right) }
    package static func - (left: Self, right: Self) -> Self { .binary(.subtract, left, right) }
    package static func * (left: Self, right: Self) -> Self { .binary(.multiply, left, right) }
    package static func & (left: Self, right: Self) -> Self { .binary(.and, left, right) }
    package static func | (left: Self, right: Self) -> Self { .binary(.or, left, right) }
    package static func ^ (left: Self, right: Self) -> Self { .binary(.exclusiveOr, left, right) }
    package static func << (left: Self, right: Self) -> Self { .binary(.shiftLeft, left, right) }
    package static prefix func ~ (term: Self) -> Self { .unary(.complement, term) }
    package static prefix func - (term: Self) -> Self { .unary(.negation, term) }
}
