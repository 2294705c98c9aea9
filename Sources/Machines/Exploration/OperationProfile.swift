/// How an operation looks from outside: how many outcomes it has for one state and inputs.
package struct OperationProfile: Equatable, Sendable {
    package var operation: Int
    /// Nothing in its text, or in what it calls, chooses.
    package var isDeterministicByForm: Bool
    /// Pairs of state and inputs that were looked at.
    package var cases = 0
    /// Most outcomes, by outputs and state after, of one case.
    package var outcomesMax = 0
    /// A case with the most outcomes.
    package var example: (state: MachineState, inputs: [Value])?
    /// Cases of which the outcomes are not known.
    package var unknown = 0

    package static func == (left: OperationProfile, right: OperationProfile) -> Bool {
        left.operation == right.operation
            && left.isDeterministicByForm == right.isDeterministicByForm
            && left.cases == right.cases && left.outcomesMax == right.outcomesMax
            && left.unknown == right.unknown && left.example?.state == right.example?.state
            && left.example?.inputs == right.example?.inputs
    }
}

extension Explorer {
    /// Tries the operations, and counts their outcomes.
    package func profiles() -> (profiles: [OperationProfile], extent: ExplorationExtent) {
        let listener = ProfileListener(machine, operations: operations)
        let search = Search(self, operations.map { source(of: $0) })
        var extent = search.extent
        do throws(EvaluationStop) {
            try search.run(listener, needsOutcomes: true)
            search.noteConstants()
            extent = search.extent
        } catch {
            extent.add(.undecided(operation: nil, error))
        }
        return (operations.compactMap { listener.profiles[$0] }, extent)
    }
}

private final class ProfileListener: SearchListener {
    private(set) var profiles: [Int: OperationProfile] = [:]

    init(_ machine: CompiledMachine, operations: [Int]) {
        let all = machine.machine.operations
        for operation in operations {
            profiles[operation] = OperationProfile(
                operation: operation,
                isDeterministicByForm: all[operation].body.isDeterministic(in: machine.machine))
        }
    }

    func reached(_ state: Int, from source: SearchCase?, in search: Search) {}

    func tried(_ source: SearchCase, _ found: FoundOutcomes?, in search: Search) -> Bool {
        guard var profile = profiles[source.operation] else { return true }
        profile.cases += 1
        if let found, found.stop == nil {
            let different = found.outcomes.different.count
            if different > profile.outcomesMax {
                profile.outcomesMax = different
                profile.example = (search.space.states[source.state], source.inputs)
            }
        } else {
            profile.unknown += 1
        }
        profiles[source.operation] = profile
        return true
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {}
}
