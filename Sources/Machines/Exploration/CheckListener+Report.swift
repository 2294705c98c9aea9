extension CheckListener {
    /// - Parameter initialisation: what kept the search from beginning.
    func report(
        _ search: Search, _ extent: ExplorationExtent, initialisation: EvaluationStop?
    ) -> MachineReport {
        let checks = subjects(isBegun: initialisation == nil).map { subject in
            MachineCheck(
                subject: subject,
                verdict: verdict(on: subject, search, extent, initialisation))
        }
        return MachineReport(
            extent: extent, checks: checks,
            notes: initialisation == nil ? notes(search, extent) : [])
    }

    private func subjects(isBegun: Bool) -> [MachineCheck.Subject] {
        let checked = machine.machine
        var subjects: [MachineCheck.Subject] = [.initialisation]
        // Of no state there is nothing to say.
        if !checked.invariant.isEmpty, initialStates > 0 || !isBegun {
            subjects.append(.invariant)
            subjects += checked.invariant.indices.map { .establishment(conjunct: $0) }
        }
        subjects += checked.assertions.indices.map { .assertion($0) }
        for operation in operations {
            let first = subjects.count
            if !checked.operations[operation].preconditions.isEmpty {
                subjects.append(.admission(operation: operation))
            }
            subjects.append(.definedness(operation: operation))
            // Which construct leaves a case without an outcome cannot be told: a note counts them.
            if !isGuarded(operation) || disabled[operation] == nil {
                subjects.append(.feasibility(operation: operation))
            }
            subjects += asserts(of: operation).map { .assert(operation: operation, $0) }
            subjects += checked.invariant.indices.map {
                .preservation(operation: operation, conjunct: $0)
            }
            // Of an operation that was never tried nothing holds.
            if isBegun, cases[operation] == nil {
                subjects[first...].removeAll { failures[$0] == nil && undecided[$0] == nil }
            }
        }
        return subjects
    }

    private func verdict(
        on subject: MachineCheck.Subject, _ search: Search, _ extent: ExplorationExtent,
        _ initialisation: EvaluationStop?
    ) -> MachineCheck.Verdict {
        if let initialisation {
            // Nothing could be looked at.
            guard subject == .initialisation, case .undefined = initialisation.reason else {
                return .undecided(initialisation)
            }
            return .fails(
                MachineCheck.Counterexample(
                    trace: MachineTrace(initial: MachineState(values: [])), stop: initialisation))
        }
        if let failure = failures[subject] { return .fails(failure) }
        if let stop = undecided[subject] ?? doubt(about: subject) ?? doubted[subject] {
            return .undecided(stop)
        }
        switch subject {
        case .initialisation:
            guard initialStates > 0 else {
                return .fails(
                    MachineCheck.Counterexample(
                        trace: MachineTrace(initial: MachineState(values: []))))
            }
            return .holds(initial(search))
        case .establishment:
            return .holds(initial(search))
        case .invariant, .assertion:
            return .holds(
                MachineCheck.Scope(
                    isExhaustive: extent.isExhaustive, count: search.space.states.count))
        case .admission(let operation):
            let sampled = sampledAdmissions[operation]
            return .holds(
                MachineCheck.Scope(
                    isExhaustive: extent.isExhaustive && sampled == nil,
                    count: sampled ?? cases[operation, default: 0]))
        case .preservation(let operation, _), .definedness(let operation),
            .feasibility(let operation), .assert(let operation?, _):
            return .holds(
                MachineCheck.Scope(
                    isExhaustive: extent.isExhaustive, count: cases[operation, default: 0]))
        case .assert(nil, _):
            return .holds(initial(search))
        }
    }

    private func initial(_ search: Search) -> MachineCheck.Scope {
        MachineCheck.Scope(
            isExhaustive: search.hasAllInitial && !machine.hasOtherConstants,
            count: initialStates)
    }

    /// An operation whose outcomes could not all be found cannot be said to preserve anything.
    private func doubt(about subject: MachineCheck.Subject) -> EvaluationStop? {
        switch subject {
        case .preservation(let operation, _):
            undecided[.definedness(operation: operation)]
                ?? asserts(of: operation).lazy.compactMap {
                    self.undecided[.assert(operation: operation, $0)]
                }.first
        case .feasibility(let operation): unfound[operation]
        case .assert(let operation?, _): undecided[.definedness(operation: operation)]
        default: nil
        }
    }

    private func notes(_ search: Search, _ extent: ExplorationExtent) -> [MachineNote] {
        var notes: [MachineNote] = []
        let own = operations.filter { machine.machine.operations[$0].elsewhere == nil }
        // States that nothing was tried in for want of budget are no deadlocks.
        let tried = search.expandedStates
        let dead = (0..<tried).filter {
            search.standings[$0] == .sound && !living.contains($0) && !doubtful.contains($0)
        }
        if let first = dead.first, !operations.isEmpty {
            notes.append(.deadlock(search.space.trace(to: first), count: dead.count))
        }
        if !operations.isEmpty, !search.standings.contains(.sound) { return [.nothingTried] }
        // What others do is theirs to mend.
        for operation in own {
            let met = cases[operation, default: 0]
            let idle = disabled[operation, default: 0]
            if met == 0 {
                notes.append(
                    .nothingAdmitted(operation: operation, isCertain: extent.isExhaustive))
            } else if met == idle {
                notes.append(.neverEnabled(operation: operation))
            } else if idle > 0 {
                notes.append(.sometimesDisabled(operation: operation, cases: idle, of: met))
            }
        }
        let untaken = search.explorer.branches.subtracting(search.branches)
        return notes + untaken.sorted().map { .untakenBranch($0) }
    }
}
