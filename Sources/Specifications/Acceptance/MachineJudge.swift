import Machines

/// One of the machines of an acceptance test, with what it knows of each replica.
struct MachineJudge {
    let bound: BoundMachine
    /// Of readable demands, and of the others.
    private let readableJudge: OperationJudge
    private let unreadableJudge: OperationJudge?
    private var replicas: [ReplicaStates]
    /// States before the last judgement, as long as they are few: for `isDeterministic` alone,
    /// which is asked only after a judgement.
    private var before: [MachineState]
    private var hasBefore = false
    /// The saved state that was read last.
    private var known: (saved: SavedState, state: MachineState)?

    private static let beforeMax = 8

    init(_ bound: BoundMachine, replicas: Int) {
        self.bound = bound
        readableJudge = bound.judge(of: bound.operation)
        unreadableJudge = bound.unreadable.map(bound.judge)
        let fresh = ReplicaStates(possible: bound.initialStates, loss: nil)
        self.replicas = Array(repeating: fresh, count: replicas)
        let empty = MachineState(
            values: Array(repeating: .boolean(false), count: bound.machine.variables.count))
        before = Array(repeating: empty, count: min(bound.initialStates.count, Self.beforeMax))
    }

    mutating func begins(_ replica: Int) {
        replicas[replica] = ReplicaStates(possible: bound.initialStates, loss: nil)
    }

    mutating func begins(_ replica: Int, like other: Int) { replicas[replica] = replicas[other] }

    /// The replica says that it is in a saved state: whether it can be; then it is.
    mutating func narrow(_ replica: Int, to saved: SavedState) -> Bool {
        guard bound.hasState else { return true }
        guard replicas[replica].loss == nil,
            let state = replicas[replica].possible.first(where: { bound.isSaved($0, as: saved) })
        else { return false }
        replicas[replica].possible = [state]
        known = (saved, state)
        return true
    }

    /// - Returns: false where the state cannot be read.
    mutating func begins(_ replica: Int, in saved: SavedState) -> Bool {
        guard bound.hasState else { return true }
        if known?.saved != saved { known = bound.state(saved).map { (saved, $0) } }
        guard let state = known?.state else { return false }
        replicas[replica] = ReplicaStates(possible: [state], loss: nil)
        return true
    }

    func operation(isReadable: Bool) -> BoundOperation? {
        isReadable ? bound.operation : bound.unreadable
    }

    func operationJudge(isReadable: Bool) -> OperationJudge? {
        isReadable ? readableJudge : unreadableJudge
    }

    /// Nil while some state is possible.
    func loss(of replica: Int) -> StateLoss? { replicas[replica].loss }

    mutating func lose(_ replica: Int, _ loss: StateLoss) {
        if bound.hasState, replicas[replica].loss == nil { replicas[replica].loss = loss }
    }

    /// Whether PRE reads variables.
    var readsState: Bool {
        readableJudge.readsState || unreadableJudge?.readsState ?? false
    }

    /// Whether PRE holds in a state that the replica may be in; true where none is known.
    ///
    /// - Precondition: inputs are set.
    func admits(_ replica: Int, isReadable: Bool) -> Bool {
        guard replicas[replica].loss == nil, let judge = operationJudge(isReadable: isReadable),
            judge.readsState
        else { return true }
        return judge.admits(inAnyOf: replicas[replica].possible)
    }

    /// - Precondition: inputs, outputs and observed variables are set.
    mutating func judge(_ replica: Int, isReadable: Bool) -> Judgement {
        guard let judge = operationJudge(isReadable: isReadable) else { return .rejected }
        if bound.hasState { remember(replicas[replica].possible) }
        return judge.judge(&replicas[replica].possible)
    }

    /// Value by value into room that is there: the states themselves are about to be changed, and
    /// would be copied if anybody else held them.
    private mutating func remember(_ states: [MachineState]) {
        hasBefore = states.count <= Self.beforeMax
        guard hasBefore else { return }
        while before.count > states.count { before.removeLast() }
        for index in states.indices {
            guard index < before.count, before[index].values.count == states[index].values.count
            else {
                if index < before.count { before.remove(at: index) }
                before.insert(MachineState(values: states[index].values.map { $0 }), at: index)
                continue
            }
            for place in states[index].values.indices {
                before[index].values[place] = states[index].values[place]
            }
        }
    }

    /// - Precondition: the last judgement was this replica's, and did not accept.
    func rejection(_ replica: Int, isReadable: Bool) -> Rejection? {
        operationJudge(isReadable: isReadable)?.rejection(from: replicas[replica].possible)
    }

    /// Of the demand that was not admitted.
    func refusal(isReadable: Bool) -> Rejection? {
        operationJudge(isReadable: isReadable)?.rejection(from: bound.initialStates)
    }

    /// Fields of the answer that the operation looks at.
    func fields(isReadable: Bool) -> Set<Int> {
        guard let operation = operation(isReadable: isReadable) else { return [] }
        return Set((operation.outputs + operation.observed.map(\.source)).flatMap(\.fields))
    }

    /// Whether for the last judged demand only one output is possible.
    func isDeterministic(isReadable: Bool) -> Bool? {
        guard let judge = operationJudge(isReadable: isReadable) else { return nil }
        if !bound.hasState { return judge.isDeterministic(from: bound.initialStates) }
        return hasBefore ? judge.isDeterministic(from: before) : nil
    }
}
