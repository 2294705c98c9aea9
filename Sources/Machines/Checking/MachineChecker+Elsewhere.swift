/// What others may do to machines that are only seen.
extension MachineChecker {
    /// Operations that change something and that others may call between those of the machine: what
    /// seen machines offer, however deep they are seen. By index.
    ///
    /// What is also included or imported changes by the machine's own operations only; what a seen
    /// machine includes, by that machine's.
    func operationsElsewhere(_ root: Instance) -> [Int: CheckedMachine.Elsewhere] {
        let own = parts(of: root)
        let seen = finished.filter { $0.isLive && !own.contains($0.number) }
        let within = Set(seen.flatMap { parts(of: $0).subtracting([$0.number]) })
        var found: [Int: CheckedMachine.Elsewhere] = [:]
        for instance in seen where !within.contains(instance.number) {
            let elsewhere = CheckedMachine.Elsewhere(
                machine: names[instance.syntax.name], span: place(seeing: instance))
            for key in instance.offered.values {
                let operation = instances[key.instance].operations[key.operation]
                if operation.index >= 0, !operation.writes.isEmpty {
                    found[operation.index] = elsewhere
                }
            }
        }
        return found
    }

    /// It, and all that it includes or imports, however deep.
    private func parts(of instance: Instance) -> Set<Int> {
        var found: Set<Int> = [instance.number]
        var open = [instance]
        while let next = open.popLast() {
            for part in next.uses where !next.seen.contains(part.number) {
                if found.insert(part.number).inserted { open.append(part) }
            }
        }
        return found
    }

    /// The reference nearest to the machine itself.
    private func place(seeing seen: Instance) -> SourceSpan {
        let machine = names[seen.syntax.name]
        for instance in finished.reversed()
        where instance.isLive && instance.seen.contains(seen.number) {
            if let reference = instance.syntax.sees.first(where: { $0.machine == machine }) {
                return reference.span
            }
        }
        return seen.syntax.span
    }
}
