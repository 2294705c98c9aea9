/// Sequences: functions from 1 to their size. Undefined where an operand is none.
extension Compiler {
    func sequence(
        _ op: UnaryOperator, _ part: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        ofSet(part, scope) { set, frame throws(EvaluationStop) in
            let values = try Self.sequence(set, frame, span)
            let isEmptyAllowed = op == .size || op == .reverse || op == .concatenation
            if values.isEmpty, !isEmptyAllowed {
                throw EvaluationStop(.undefined("is \(op.rawValue) of no elements"), span)
            }
            switch op {
            case .size: return .integer(values.count)
            case .first: return values[0]
            case .last: return values[values.count - 1]
            case .front: return .set(SetValue(from: 1, values: Array(values.dropLast())))
            case .tail: return .set(SetValue(from: 1, values: Array(values.dropFirst())))
            case .reverse: return .set(SetValue(from: 1, values: values.reversed()))
            default:
                var all: [Value] = []
                for case .set(let inner) in values {
                    all += try Self.sequence(inner, frame, span)
                    if all.count > frame.limits.elementsMax { throw frame.tooMany(span) }
                }
                return .set(SetValue(from: 1, values: all))
            }
        }
    }

    func joining(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        let (a, b) = (code(left, scope), code(right, scope))
        return folded([a, b]) { frame throws(EvaluationStop) in
            let (x, y) = (try a.run(frame), try b.run(frame))
            let values: [Value]
            switch op {
            case .concatenate:
                values =
                    try Self.sequence(x, frame, span) + (try Self.sequence(y, frame, span))
            case .prepend: values = [x] + (try Self.sequence(y, frame, span))
            case .append: values = try Self.sequence(x, frame, span) + [y]
            default:
                let all = try Self.sequence(x, frame, span)
                guard case .integer(let count) = y, 0...all.count ~= count else {
                    var cause = "takes more elements than the sequence has"
                    if case .integer(..<0) = y { cause = "takes a negative number of elements" }
                    throw EvaluationStop(.undefined(cause), span)
                }
                values = Array(op == .prefix ? all.prefix(count) : all.dropFirst(count))
            }
            if values.count > frame.limits.elementsMax { throw frame.tooMany(span) }
            return .set(SetValue(from: 1, values: values))
        }
    }

    private static func sequence(
        _ value: Value, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> [Value] {
        guard case .set(let set) = value else { throw mistyped(span) }
        return try sequence(set, frame, span)
    }

    private static func sequence(
        _ set: SetValue, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> [Value] {
        try frame.list(set, span)
        guard let values = set.sequence else {
            throw EvaluationStop(.undefined("is not a sequence"), span)
        }
        return values
    }
}
