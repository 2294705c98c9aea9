/// Finds inputs that an operation admits where there are too many to enumerate: those at which
/// something is likely to change first, then random ones.
struct InputSampler {
    /// One input, as far as the texts of PRE and body tell about it.
    private struct Input {
        let slot: Int
        /// `x : S`, `x <: S`; the set and what it reads.
        var memberships: [(set: Expression, isSubset: Bool, reads: Set<Int>)] = []
        var bounds: [(bound: Expression, isLower: Bool, strict: Int, reads: Set<Int>)] = []
        var interests: [Interest] = []
    }

    private let machine: CompiledMachine
    private let admission: Admission
    private let inputs: [Input]
    /// The same, as far as the conjuncts tell that certainly have a truth value.
    private let probed: [Input]
    /// An input that the others read and these do not bound, and where it is read.
    private let unbounded: EvaluationStop?
    /// Inputs that are compared with variables.
    private let meeting: [(index: Int, interests: [Interest])]

    init(_ machine: CompiledMachine, _ admission: Admission) {
        self.machine = machine
        self.admission = admission
        let operation = machine.machine.operations[admission.operation]
        func read(_ conjuncts: ArraySlice<Predicate>) -> [Input] {
            operation.inputs.map { slot in
                var input = Input(slot: slot)
                for conjunct in conjuncts { Self.read(conjunct, into: &input) }
                input.interests = Interest.all(for: slot, in: operation)
                return input
            }
        }
        let inputs = read(admission.conjuncts[...])
        self.inputs = inputs
        probed = read(admission.conjuncts.prefix(admission.definedPrefix))
        unbounded = Self.unbounded(probed, machine, admission)
        let variables = Set(machine.machine.variables)
        meeting = inputs.enumerated().compactMap { index, input in
            let type = machine.machine.symbols[input.slot].type
            let interests = input.interests.filter {
                $0.value.type == type && !$0.reads.isDisjoint(with: variables)
            }
            return interests.isEmpty ? nil : (index, interests)
        }
    }

    private static func read(_ conjunct: Predicate, into input: inout Input) {
        guard case .compare(let comparison, let left, let right) = conjunct.node else { return }
        func isInput(_ side: Expression) -> Bool {
            if case .symbol(input.slot) = side.node { true } else { false }
        }
        func bound(_ expression: Expression, isLower: Bool, strict: Int) {
            input.bounds.append(
                (expression, isLower, strict, SymbolUse(expression).free))
        }
        switch comparison {
        case .member where isInput(left):
            input.memberships.append((right, false, SymbolUse(right).free))
        case .subset where isInput(left), .strictSubset where isInput(left):
            input.memberships.append((right, true, SymbolUse(right).free))
        case .less, .lessOrEqual:
            let strict = comparison == .less ? 1 : 0
            if isInput(left) { bound(right, isLower: false, strict: strict) }
            if isInput(right) { bound(left, isLower: true, strict: strict) }
        case .greater, .greaterOrEqual:
            let strict = comparison == .greater ? 1 : 0
            if isInput(left) { bound(right, isLower: true, strict: strict) }
            if isInput(right) { bound(left, isLower: false, strict: strict) }
        case .equal where isInput(left) && right.type == .integer:
            bound(right, isLower: true, strict: 0)
            bound(right, isLower: false, strict: 0)
        case .equal where isInput(right) && left.type == .integer:
            bound(left, isLower: true, strict: 0)
            bound(left, isLower: false, strict: 0)
        default: break
        }
    }

    /// What is known of one input while the inputs before it have their values.
    private struct Domain {
        var shape: InputShape
        /// Numbers, elements and texts that the input, or a part of it, is compared with.
        var interests: [Value]
        /// Values that the input itself is compared with.
        var direct: [Value]

        /// The likeliest first.
        var boundaries: [Value] {
            var seen: Set<Value> = []
            return (direct.prefix(8) + shape.boundaries(interests)).filter {
                seen.insert($0).inserted
            }
        }
    }

    /// Fills `inputs` up to `max`, all of them admitted, none twice.
    ///
    /// - Parameter found: those that are known already.
    func fill(
        _ found: inout AdmittedInputs, in state: MachineState, max: Int,
        _ draws: inout SeededDraws
    ) {
        if inputs.isEmpty { return found.take([], admission, in: state) }
        let domains = domains(in: state)
        for values in systematic(domains, max: max / 2) where found.list.count < max {
            found.take(values, admission, in: state)
        }
        // More draws where they succeed.
        var attempts = 0
        while found.list.count < max, !found.isSpoiled, attempts < 500 + 8 * found.list.count {
            attempts += 1
            let values = drawn(domains, of: inputs, in: state, &draws)
            found.take(values, admission, in: state)
        }
    }

    /// Asks PRE about boundary values, for those for which it has no truth value.
    ///
    /// Only what stands before the first conjunct that may have none bounds them: what stands
    /// behind it is asked too late.
    func probe(_ found: inout AdmittedInputs, in state: MachineState, max: Int) {
        let domains = probed.map { domain(of: $0, in: state, earlier: []) }
        var seen: Set<[Value]> = []
        func probe(_ values: [Value]) {
            guard seen.insert(values).inserted, !admission.isRefusedEarly(values, in: state)
            else { return }
            found.probes += 1
            found.take(values, admission, in: state)
        }
        for values in systematic(domains, max: max) { probe(values) }
        var draws = SeededDraws(seed: 1, part: -3)
        for _ in 0..<Self.drawsMax where found.probes == 0 {
            probe(drawn(domains, of: probed, in: state, &draws))
        }
        found.unasked = unbounded
        if let first = admission.doubtful.first, found.probes == 0, unbounded == nil {
            found.unasked = EvaluationStop(
                .undecided("may have no value, and no inputs were found to ask it about"),
                first.span)
        }
    }

    private static func unbounded(
        _ probed: [Input], _ machine: CompiledMachine, _ admission: Admission
    ) -> EvaluationStop? {
        for conjunct in admission.doubtful {
            let reads = SymbolUse(conjunct).free
            for input in probed where reads.contains(input.slot) {
                let symbol = machine.machine.symbols[input.slot]
                let isBounded =
                    !input.memberships.isEmpty || !input.bounds.isEmpty
                    || InputShape(symbol.type, in: machine).listed(max: 1_000) != nil
                if isBounded { continue }
                let cause = "may have no value, and nothing before it bounds '\(symbol.name)'"
                return EvaluationStop(.undecided(cause), conjunct.span)
            }
        }
        return nil
    }

    func draw(in state: MachineState, _ draws: inout SeededDraws) -> [Value]? {
        let domains = domains(in: state)
        for _ in 0..<Self.drawsMax {
            let values = drawn(domains, of: inputs, in: state, &draws)
            if (try? admission.admits(values, in: state)) == true { return values }
        }
        return nil
    }

    private static let drawsMax = 32

    /// Inputs near others: one to three of them are drawn anew, half of the time as a value that a
    /// comparison names. Not all are admitted.
    func changed(
        _ base: [Value], in state: MachineState, _ draws: inout SeededDraws
    ) -> [Value] {
        guard !inputs.isEmpty else { return [] }
        var values = base
        if draws.isTrue() { meetState(&values, in: state, &draws) }
        for _ in 0..<draws.below(4) {
            let index = draws.below(inputs.count)
            let domain = domain(of: index, beside: values, in: state)
            if !domain.direct.isEmpty, draws.isTrue() {
                values[index] = draws.element(of: domain.direct)
            } else {
                values[index] = domain.shape.draw(domain.interests, &draws)
            }
            if draws.isTrue() { follow(index, &values, in: state, &draws) }
        }
        return values
    }

    /// Puts one input where a comparison with a variable changes.
    private func meetState(
        _ values: inout [Value], in state: MachineState, _ draws: inout SeededDraws
    ) {
        guard !meeting.isEmpty else { return }
        let (index, interests) = draws.element(of: meeting)
        let value = try? machine.value(
            of: draws.element(of: interests).value, in: state, inputs: others(than: index, values))
        if let value { values[index] = value }
    }

    /// Puts inputs that are compared with another one where the comparison changes.
    private func follow(
        _ index: Int, _ values: inout [Value], in state: MachineState, _ draws: inout SeededDraws
    ) {
        let slot = inputs[index].slot
        for other in inputs.indices where other != index {
            let near = direct(inputs[other]).filter { $0.reads.contains(slot) }
            guard !near.isEmpty else { continue }
            let earlier = others(than: other, values)
            let value = try? machine.value(
                of: draws.element(of: near).value, in: state, inputs: earlier)
            if let value { values[other] = value }
        }
    }

    private func direct(_ input: Input) -> [Interest] {
        let type = machine.machine.symbols[input.slot].type
        return input.interests.filter { $0.value.type == type }
    }

    private func others(than index: Int, _ values: [Value]) -> [(slot: Int, value: Value)] {
        zip(inputs, values).enumerated().filter { $0.offset != index }
            .map { (slot: $0.element.0.slot, value: $0.element.1) }
    }

    private func domain(of index: Int, beside values: [Value], in state: MachineState) -> Domain {
        domain(of: inputs[index], in: state, earlier: others(than: index, values))
    }

    private func domains(in state: MachineState) -> [Domain] {
        inputs.map { domain(of: $0, in: state, earlier: []) }
    }

    private func domain(
        of input: Input, in state: MachineState, earlier: [(slot: Int, value: Value)]
    ) -> Domain {
        let evaluate: InputShape.Evaluation = {
            try? machine.value(of: $0, in: state, inputs: earlier)
        }
        let known = Set(earlier.map(\.slot))
        func isKnown(_ reads: Set<Int>) -> Bool {
            reads.allSatisfy { isGlobal($0) || known.contains($0) }
        }
        var shape = InputShape(machine.machine.symbols[input.slot].type, in: machine)
        // The last one: types usually come first, and narrower sets after them.
        if let (set, isSubset, _) = input.memberships.last(where: { isKnown($0.reads) }) {
            let members = InputShape(membersOf: set, in: machine, evaluate)
            shape = isSubset ? members.parts : members
        }
        for (bound, isLower, strict, reads) in input.bounds where isKnown(reads) {
            guard case .integers(let range) = shape, case .integer(let value)? = evaluate(bound)
            else { continue }
            let limit = isLower ? value &+ strict : value &- strict
            guard range.contains(limit) else { continue }
            shape = .integers(
                isLower ? limit...range.upperBound : range.lowerBound...limit)
        }
        let type = machine.machine.symbols[input.slot].type
        var domain = Domain(shape: shape, interests: [], direct: [])
        for interest in input.interests where isKnown(interest.reads) {
            guard let value = evaluate(interest.value) else { continue }
            if interest.value.type == type { domain.direct.append(value) }
            if value.isScalar { domain.interests.append(value) }
        }
        return domain
    }

    private func isGlobal(_ slot: Int) -> Bool {
        switch machine.machine.symbols[slot].role {
        case .constant, .variable: true
        case .input, .output, .local: false
        }
    }

    /// All combinations of boundaries when they are few enough; otherwise the first of all, and
    /// changes of one and of two at a time.
    private func systematic(_ domains: [Domain], max: Int) -> [[Value]] {
        let lists = domains.map(\.boundaries)
        guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
        let product = lists.reduce(1) { Swift.min($0 * $1.count, max + 1) }
        if product <= max {
            return lists.reduce([[]]) { rows, list in
                rows.flatMap { row in list.map { row + [$0] } }
            }
        }
        let base = lists.map { $0[0] }
        var rows = [base]
        for first in lists.indices {
            for value in lists[first].dropFirst() {
                var changed = base
                changed[first] = value
                rows.append(changed)
            }
        }
        for first in lists.indices {
            for second in lists.indices.dropFirst(first + 1) {
                for one in lists[first].prefix(6) {
                    for two in lists[second].prefix(6) where rows.count < max {
                        var changed = base
                        (changed[first], changed[second]) = (one, two)
                        rows.append(changed)
                    }
                }
            }
        }
        return Array(rows.prefix(max))
    }

    private func drawn(
        _ domains: [Domain], of inputs: [Input], in state: MachineState,
        _ draws: inout SeededDraws
    ) -> [Value] {
        var values: [Value] = []
        // Half of them keep to what comparisons name wherever they can: several conditions at once
        // are rarely met by chance.
        let isCoherent = draws.isTrue()
        for (index, input) in inputs.enumerated() {
            let domain =
                index > 0 && readsOthers(input)
                ? self.domain(
                    of: input, in: state, earlier: zip(inputs, values).map { ($0.slot, $1) })
                : domains[index]
            if isCoherent, !domain.direct.isEmpty, draws.below(4) > 0 {
                values.append(draws.element(of: domain.direct))
                continue
            }
            if draws.below(3) == 0 {
                let boundaries = domain.boundaries
                if !boundaries.isEmpty {
                    values.append(draws.element(of: boundaries))
                    continue
                }
            }
            values.append(domain.shape.draw(domain.interests, &draws))
        }
        return values
    }

    private func readsOthers(_ input: Input) -> Bool {
        let reads =
            input.memberships.map(\.reads) + input.bounds.map(\.reads)
            + input.interests.map(\.reads)
        return reads.contains { $0.contains { !isGlobal($0) } }
    }
}

extension Value {
    fileprivate var isScalar: Bool {
        switch self {
        case .integer, .large, .boolean, .element, .string: true
        case .pair, .set, .record: false
        }
    }
}
