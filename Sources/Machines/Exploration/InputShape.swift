/// What values an input may have, as far as one membership in its PRE says; more than it admits is
/// harmless, since the PRE itself is asked about every value.
indirect enum InputShape {
    case integers(ClosedRange<Int>)
    /// Written out, never empty.
    case listed([Value])
    case strings
    case pairs(InputShape, InputShape)
    case records([InputShape])
    case subsets(of: InputShape)
    case functions(from: InputShape, to: InputShape, FunctionKind)
    case sequences(of: InputShape)

    struct FunctionKind {
        var isTotal = false
        var isInjective = false
    }

    /// Everything of a type.
    init(_ type: MachineType, in machine: CompiledMachine) {
        let limits = machine.limits
        switch type {
        case .integer: self = .integers(limits.integerMin...limits.integerMax)
        case .boolean: self = .listed([.boolean(false), .boolean(true)])
        case .string: self = .strings
        case .given(let set): self = Self.given(set, in: machine)
        case .pair(let left, let right):
            self = .pairs(InputShape(left, in: machine), InputShape(right, in: machine))
        case .power(.pair(let left, let right)):
            self = .functions(
                from: InputShape(left, in: machine), to: InputShape(right, in: machine),
                FunctionKind())
        case .power(let element): self = .subsets(of: InputShape(element, in: machine))
        case .record(let fields):
            self = .records(fields.map { InputShape($0.type, in: machine) })
        }
    }

    static func given(_ set: Int, in machine: CompiledMachine) -> InputShape {
        .listed(
            machine.machine.sets[set].elements.indices.map { .element(set: set, index: $0) })
    }

    /// Its subsets.
    var parts: InputShape {
        if case .pairs(let left, let right) = self {
            return .functions(from: left, to: right, FunctionKind())
        }
        return .subsets(of: self)
    }

    /// All of it, or nil when these are more than `max`, or an endless lot.
    func listed(max: Int) -> [Value]? {
        switch self {
        case .integers(let range):
            let (width, isWide) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
            return isWide || width >= max ? nil : range.map(Value.integer)
        case .listed(let values): return values.count > max ? nil : values
        case .pairs(let left, let right):
            guard let left = left.listed(max: max), let right = right.listed(max: max),
                left.count * right.count <= max
            else { return nil }
            return left.flatMap { left in right.map { .pair(left, $0) } }
        case .strings, .records, .subsets, .functions, .sequences: return nil
        }
    }
}
