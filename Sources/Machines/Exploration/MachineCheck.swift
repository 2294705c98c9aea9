/// One thing that must be true of a machine, and whether it is.
package struct MachineCheck: Equatable, Sendable {
    /// Indices of conjuncts and assertions are those of `CheckedMachine`.
    package enum Subject: Hashable, Sendable {
        /// INITIALISATION has a value, and allows some state; its ASSERTs hold.
        case initialisation
        /// Every initial state satisfies a conjunct of the invariant.
        case establishment(conjunct: Int)
        /// In every reachable state an operation whose PRE holds leaves a conjunct true.
        case preservation(operation: Int, conjunct: Int)
        /// PRE itself has a truth value.
        case admission(operation: Int)
        /// Where PRE holds, all that the operation evaluates has a value.
        case definedness(operation: Int)
        /// Where PRE holds there is an outcome. Not of an operation with a SELECT that has left
        /// cases without one: see `MachineNote.sometimesDisabled`.
        case feasibility(operation: Int)
        /// The invariant has a truth value in every reachable state.
        case invariant
        /// One of ASSERTIONS holds in every reachable state.
        case assertion(Int)
        /// The ASSERT whose condition stands here holds whenever it is met.
        case assert(operation: Int?, SourceSpan)
    }

    package enum Verdict: Equatable, Sendable {
        case holds(Scope)
        case fails(Counterexample)
        case undecided(EvaluationStop)
    }

    /// What a check that holds was looked at for.
    package struct Scope: Equatable, Sendable {
        /// Nothing was left out.
        package var isExhaustive: Bool
        /// States, or pairs of state and inputs where the check is about an operation.
        package var count: Int

        package init(isExhaustive: Bool, count: Int) {
            self.isExhaustive = isExhaustive
            self.count = count
        }
    }

    /// The way to what must not be.
    package struct Counterexample: Equatable, Sendable {
        /// To the state that breaks the rule, or in which the operation is tried.
        package var trace: MachineTrace
        /// What is tried there; nil when the state itself breaks the rule.
        package var call: Call?
        /// What has no value, or which ASSERT is false; nil for other rules.
        package var stop: EvaluationStop?
    }

    package struct Call: Equatable, Sendable {
        package var operation: Int
        /// Nil when they cannot be told.
        package var inputs: [Value]?
    }

    package var subject: Subject
    package var verdict: Verdict
}

/// What is worth knowing of a machine, and is no mistake by itself.
package enum MachineNote: Equatable, Sendable {
    /// No operation can do anything in a reachable state; the way to the first of so many.
    case deadlock(MachineTrace, count: Int)
    /// An index into `CompiledMachine.branches`.
    case untakenBranch(Int)
    /// An operation was tried nowhere: its PRE holds in no reachable state that keeps the
    /// invariant, or where that is not certain it was not found to.
    case nothingAdmitted(operation: Int, isCertain: Bool)
    /// No operation was tried: the invariant is true in no initial state.
    case nothingTried
    /// No outcome of an operation was met.
    case neverEnabled(operation: Int)
    /// A guard, or a choice among nothing, keeps an operation from doing anything in some of the
    /// cases that PRE admits.
    case sometimesDisabled(operation: Int, cases: Int, of: Int)
}

/// All that was found out about one machine.
package struct MachineReport: Equatable, Sendable {
    package var extent: ExplorationExtent
    package var checks: [MachineCheck]
    package var notes: [MachineNote]

    package var hasFailed: Bool {
        checks.contains { if case .fails = $0.verdict { true } else { false } }
    }

    /// Something that holds was only looked at for a sample.
    package var hasSamples: Bool {
        !extent.isExhaustive
            || checks.contains {
                if case .holds(let scope) = $0.verdict { !scope.isExhaustive } else { false }
            }
    }

    package var isUndecided: Bool {
        checks.contains { if case .undecided = $0.verdict { true } else { false } }
    }
}
