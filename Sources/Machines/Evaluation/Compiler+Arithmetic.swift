import BigInt

/// Numbers. Exact whatever their size, up to `MachineLimits.integerBitsMax`.
extension Compiler {
    func arithmetic(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        let (a, b) = (code(left, scope), code(right, scope))
        let large = Self.large(op, span)
        let exact: Evaluate
        switch op {
        case .add:
            exact = machineWord(a, b, large) { $0.addingReportingOverflow($1) }
        case .subtract:
            exact = machineWord(a, b, large) { $0.subtractingReportingOverflow($1) }
        case .multiply:
            exact = machineWord(a, b, large) { $0.multipliedReportingOverflow(by: $1) }
        default:
            exact = { frame throws(EvaluationStop) in
                try large(try a.run(frame), try b.run(frame), frame)
            }
        }
        return folded([a, b], scope.isConcrete ? bounded(exact, span) : exact)
    }

    /// Minus one number.
    func negation(_ part: Expression, _ span: SourceSpan, _ scope: Scope) -> Code {
        let code = self.code(part, scope)
        let exact: Evaluate = { frame throws(EvaluationStop) in
            let value = try code.run(frame)
            if case .integer(let number) = value, number != .min { return .integer(-number) }
            guard let number = value.number else { throw Self.mistyped(span) }
            return Value(-number)
        }
        return folded([code], scope.isConcrete ? bounded(exact, span) : exact)
    }

    /// In an implementation a number that the machine word does not hold is no value.
    private func bounded(_ exact: @escaping Evaluate, _ span: SourceSpan) -> Evaluate {
        let range = limits.integerMin...limits.integerMax
        return { frame throws(EvaluationStop) in
            let value = try exact(frame)
            if case .integer(let number) = value, range.contains(number) { return value }
            throw EvaluationStop(.undefined("is not in MININT..MAXINT"), span)
        }
    }

    private func machineWord(
        _ a: Code, _ b: Code,
        _ large: @escaping (Value, Value, Frame) throws(EvaluationStop) -> Value,
        _ small: @escaping (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Evaluate {
        if let slot = a.slot, case .integer(let second)? = b.constant {
            return { frame throws(EvaluationStop) in
                if case .integer(let first) = frame.current[slot] {
                    let (sum, overflows) = small(first, second)
                    if !overflows { return .integer(sum) }
                }
                return try large(frame.current[slot], .integer(second), frame)
            }
        }
        let (left, right) = (a.run, b.run)
        return { frame throws(EvaluationStop) in
            let (first, second) = (try left(frame), try right(frame))
            if case .integer(let x) = first, case .integer(let y) = second {
                let (sum, overflows) = small(x, y)
                if !overflows { return .integer(sum) }
            }
            return try large(first, second, frame)
        }
    }

    private static func large(
        _ op: BinaryOperator, _ span: SourceSpan
    ) -> (Value, Value, Frame) throws(EvaluationStop) -> Value {
        { first, second, frame throws(EvaluationStop) in
            if case .integer(let x) = first, case .integer(let y) = second,
                let value = try small(op, x, y, span)
            {
                return value
            }
            guard let x = first.number, let y = second.number else { throw mistyped(span) }
            let (words, others) = (first.bits / 64, second.bits / 64)
            try frame.charge(1 + words + others + words * others / 16, span)
            let result = try exact(op, x, y, frame, span)
            if result.bitWidth > frame.limits.integerBitsMax { throw tooLong(frame, span) }
            return Value(result)
        }
    }

    /// What fits into a word; nil where the general way is needed.
    private static func small(
        _ op: BinaryOperator, _ x: Int, _ y: Int, _ span: SourceSpan
    ) throws(EvaluationStop) -> Value? {
        switch op {
        case .divide where y != 0 && y != -1: .integer(x / y)
        case .modulo where x >= 0 && y > 0: .integer(x % y)
        case .raise where y >= 0: power(x, y).map { .integer($0) }
        default: nil
        }
    }

    /// Nil when it, or a square on the way, does not fit.
    private static func power(_ base: Int, _ exponent: Int) -> Int? {
        var (result, square, left) = (1, base, exponent)
        while true {
            if left & 1 == 1 {
                let (product, overflows) = result.multipliedReportingOverflow(by: square)
                if overflows { return nil }
                result = product
            }
            left >>= 1
            if left == 0 { return result }
            let (product, overflows) = square.multipliedReportingOverflow(by: square)
            if overflows { return nil }
            square = product
        }
    }

    private static func exact(
        _ op: BinaryOperator, _ x: BigInt, _ y: BigInt, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> BigInt {
        switch op {
        case .add: return x + y
        case .subtract: return x - y
        case .multiply: return x * y
        case .divide:
            if y == 0 { throw EvaluationStop(.undefined("divides by 0"), span) }
            return x / y
        case .modulo:
            if y <= 0 { throw EvaluationStop(.undefined("is modulo \(y)"), span) }
            if x < 0 { throw EvaluationStop(.undefined("is a negative number modulo"), span) }
            return x % y
        default: return try power(x, y, frame, span)
        }
    }

    private static func power(
        _ base: BigInt, _ exponent: BigInt, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> BigInt {
        if exponent < 0 { throw EvaluationStop(.undefined("has a negative exponent"), span) }
        if exponent == 0 { return 1 }
        if base == 0 || base == 1 { return base }
        if base == -1 { return exponent % 2 == 0 ? 1 : -1 }
        // At least so many bits: the base has two values or more.
        let least = BigInt(base.magnitude.bitWidth - 1) * exponent
        guard least <= BigInt(frame.limits.integerBitsMax), let count = Int(exactly: exponent)
        else { throw tooLong(frame, span) }
        let words = 1 + base.bitWidth * count / 64
        let squares = Int.bitWidth - count.leadingZeroBitCount
        try frame.charge(1 + 8 * squares + words * words / 16, span)
        return base.power(count)
    }

    private static func tooLong(_ frame: Frame, _ span: SourceSpan) -> EvaluationStop {
        EvaluationStop(
            .undecided("is a number of more than \(frame.limits.integerBitsMax) bits"), span)
    }
}
