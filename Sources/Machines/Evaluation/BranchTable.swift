/// Numbers the branches of a machine in the order of its text.
struct BranchTable {
    private(set) var all: [Branch] = []
    private var numbers: [Branch: Int] = [:]

    init(_ machine: CheckedMachine) {
        if let initialisation = machine.initialisation { add(initialisation, nil) }
        for (index, operation) in machine.operations.enumerated() { add(operation.body, index) }
    }

    func number(of branch: Branch) -> Int? { numbers[branch] }

    private mutating func add(_ substitution: Substitution, _ operation: Int?) {
        // Arms stand in front of what they hold.
        let arms = substitution.arms(of: operation)
        for arm in arms {
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
}
