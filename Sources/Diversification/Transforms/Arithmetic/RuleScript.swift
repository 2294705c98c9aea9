/// Terms as SMT-LIB 2 over bit vectors of one width.
struct RuleScript {
    let bits: Int

    func text(_ term: ArithmeticTerm) -> String {
        switch term {
        case .x: "x"
        case .y: "y"
        case .constant(let value): "(_ bv\(value) \(bits))"
        case .logarithmOfY: logarithm
        case .powerOfY: "(bvshl (_ bv1 \(bits)) y)"
        case .unary(.complement, let inner): "(bvnot \(text(inner)))"
        case .unary(.negation, let inner): "(bvneg \(text(inner)))"
        case .binary(let kind, let left, let right):
            "(\(name(kind)) \(text(left)) \(text(right)))"
        case .compare(let kind, let left, let right): compare(kind, text(left), text(right))
        case .not(let inner): "(not \(text(inner)))"
        }
    }

    /// What is to be assumed; nil for nothing.
    func text(_ condition: ArithmeticRule.Condition) -> String? {
        switch condition {
        case .always: return nil
        case .yIsBelowWidth: return "(bvult y (_ bv\(bits) \(bits)))"
        case .yIsPowerOfTwo:
            let powers = (0..<bits).map { "(= y (bvshl (_ bv1 \(bits)) (_ bv\($0) \(bits))))" }
            return "(or \(powers.joined(separator: " ")))"
        }
    }

    private var logarithm: String {
        (1..<bits).reversed().reduce("(_ bv0 \(bits))") { rest, bit in
            "(ite (= ((_ extract \(bit) \(bit)) y) #b1) (_ bv\(bit) \(bits)) \(rest))"
        }
    }

    private func name(_ kind: ArithmeticTerm.Binary) -> String {
        switch kind {
        case .add: "bvadd"
        case .subtract: "bvsub"
        case .multiply: "bvmul"
        case .and: "bvand"
        case .or: "bvor"
        case .exclusiveOr: "bvxor"
        case .shiftLeft: "bvshl"
        }
    }

    private func compare(
        _ kind: ArithmeticTerm.Comparison, _ left: String, _ right: String
    ) -> String {
        switch kind {
        case .equal: "(= \(left) \(right))"
        case .notEqual: "(not (= \(left) \(right)))"
        case .less: "(bvult \(left) \(right))"
        case .lessOrEqual: "(bvule \(left) \(right))"
        case .greater: "(bvugt \(left) \(right))"
        case .greaterOrEqual: "(bvuge \(left) \(right))"
        }
    }
}
