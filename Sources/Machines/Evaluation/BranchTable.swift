/// Numbers the branches of a machine in the order of its text.
struct BranchTable {
    private(set) var all: [Branch] = []
    private var numbers: [Branch: Int] = [:]
    private let sets: [CheckedMachine.GivenSet]

    init(_ machine: CheckedMachine) {
        sets = machine.sets
        if let initialisation = machine.initialisation { add(initialisation, nil) }
        for (index, operation) in machine.operations.enumerated() { add(operation.body, index) }
    }

    func number(of branch: Branch) -> Int? { numbers[branch] }

    private mutating func add(_ substitution: Substitution, _ operation: Int?) {
        // Arms stand in front of what they hold.
        let arms = substitution.arms(of: operation)
        for arm in arms {
            // No value is left for an ELSE that is missing: nothing can take it.
            if arm.body == nil, namesAll(substitution) { continue }
            if numbers[arm.branch] == nil {
                numbers[arm.branch] = all.count
                all.append(arm.branch)
            }
            if let body = arm.body { add(body, operation) }
        }
        if arms.isEmpty {
            for part in substitution.parts { add(part, operation) }
        }
    }

    /// A CASE that names both truth values, or all elements of a set.
    private func namesAll(_ substitution: Substitution) -> Bool {
        guard case .cases(let chosen, let arms, _) = substitution.node else { return false }
        var names: Set<Int> = []
        for label in arms.flatMap(\.values) {
            switch label.node {
            case .boolean(let value): names.insert(value ? 1 : 0)
            case .element(_, let index): names.insert(index)
            default: break
            }
        }
        return switch chosen.type {
        case .boolean: names.count == 2
        case .given(let set): sets[set].elements.count == names.count
        default: false
        }
    }
}
