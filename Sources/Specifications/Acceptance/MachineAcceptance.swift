import Machines
import Voting

/// Holds demands and answers of all replicas against one or two machines.
///
/// A demand is read once, whoever is judged on it: it is recognised by its bytes. Allocates nothing
/// per demand where all values that the machines use are scalar and not texts.
package final class MachineAcceptance: AcceptanceTest {
    /// What was made of a demand.
    enum Reading: Equatable {
        case readable
        case unreadable(DemandFlaw)
        /// What went out before cannot be read.
        case previousUnreadable(Malformation)
    }

    /// What the last question was, as far as `reason` must know.
    enum Told: Equatable {
        case nothing
        case refused(machine: Int)
        /// In every state that the replica may be in.
        case refusedInState(replica: Int, machine: Int)
        case unreadable
        case judged(replica: Int, machine: Int, Judgement)
        case malformed(Malformation)
        /// A text of the answer is not UTF-8.
        case noText(field: Int)
        case lost(machine: Int, StateLoss)
    }

    let demandSchema: DemandSchema
    let restrictive: [UInt8]
    var machines: [MachineJudge]
    var demand: ReadDemand
    var answer: AnswerValues
    var previous: AnswerValues
    var reading = Reading.readable
    var told = Told.nothing
    /// Fields of the answer that are compared.
    private let comparedFields: Set<Int>
    /// The last question was for all machines' judgement, and what was made of it is still there.
    private var isJudged = false
    /// Whether what is allowed depends on a replica's answers before.
    package let hasState: Bool
    package let asksState: Bool
    private let usesPrevious: Bool
    private var demandBytes = KeptBytes()
    private var previousBytes = KeptBytes()
    /// Empty where the specification has state.
    private var judged: JudgedAnswers
    /// Answers that machines were asked about.
    package private(set) var judgements: UInt64 = 0

    package init(
        _ bound: [BoundMachine], plan: SpecificationPlan, answer schema: AnswerSchema,
        replicas: Int
    ) {
        demandSchema = plan.demand
        restrictive = plan.restrictive
        machines = bound.map { MachineJudge($0, replicas: replicas) }
        demand = ReadDemand(schema: plan.demand)
        answer = AnswerValues(schema)
        previous = AnswerValues(schema)
        usesPrevious = bound.contains { machine in
            machine.operation.inputs.contains { if case .previous = $0 { true } else { false } }
        }
        hasState = bound.contains(where: \.hasState)
        judged = JudgedAnswers(max: hasState ? 0 : replicas)
        asksState = machines.contains(where: \.readsState)
        comparedFields = Set(
            schema.fields.indices.filter { schema.fields[$0].relation != .ignored })
    }

    package func admits(_ demand: AskedDemand) -> Bool {
        load(demand)
        guard isSpokenOf else {
            told = .unreadable
            return false
        }
        for index in machines.indices {
            guard let judge = machines[index].operationJudge(isReadable: isReadable),
                judge.admits()
            else {
                told = .refused(machine: index)
                return false
            }
        }
        told = .nothing
        return true
    }

    package func admits(_ demand: AskedDemand, for replica: Int) -> Bool {
        load(demand)
        told = .nothing
        guard !machines.contains(where: { $0.loss(of: replica) != nil }) else { return true }
        for index in machines.indices
        where !machines[index].admits(replica, isReadable: isReadable) {
            told = .refusedInState(replica: replica, machine: index)
            return false
        }
        return true
    }

    package func begins(_ replica: Int) {
        told = .nothing
        isJudged = false
        for index in machines.indices { machines[index].begins(replica) }
    }

    /// The replica is where another one is, with the same answers behind it.
    package func begins(_ replica: Int, like other: Int) {
        told = .nothing
        isJudged = false
        for index in machines.indices { machines[index].begins(replica, like: other) }
    }

    package func judge(
        _ replica: Int, _ demand: AskedDemand, answer bytes: UnsafeRawBufferPointer
    ) -> Acceptance {
        load(demand)
        for index in machines.indices {
            guard let loss = machines[index].loss(of: replica) else { continue }
            told = .lost(machine: index, loss)
            let isExcused = loss.acceptance == .outside || loss.acceptance == .undecided
            return isExcused ? loss.acceptance : .rejected
        }
        told = .nothing
        let acceptance = judgeByAll(replica, bytes)
        // Also a machine that accepted: it has followed an answer that does not count.
        if acceptance != .accepted { lose(replica, demand, acceptance) }
        return acceptance
    }

    /// What the machines say together: that there is no promise goes before that one is broken,
    /// and what is certain before what is not.
    private func judgeByAll(_ replica: Int, _ bytes: UnsafeRawBufferPointer) -> Acceptance {
        guard isSpokenOf else {
            told = .unreadable
            return .rejected
        }
        if let malformation = answer.load(bytes) {
            told = .malformed(malformation)
            return .unreadable
        }
        for index in machines.indices {
            guard let field = setAnswer(of: index) else { continue }
            told = .noText(field: field)
            return .unreadable
        }
        isJudged = true
        if let known = judged.find(bytes) {
            told = known.told
            return known.acceptance
        }
        judgements &+= 1
        var worst = Judgement.accepted
        for index in machines.indices {
            let judgement = machines[index].judge(replica, isReadable: isReadable)
            if judgement.weight > worst.weight {
                worst = judgement
                told = .judged(replica: replica, machine: index, judgement)
            }
        }
        judged.keep(bytes, worst.acceptance, told)
        return worst.acceptance
    }

    private func lose(_ replica: Int, _ demand: AskedDemand, _ acceptance: Acceptance) {
        guard hasState else { return }
        let loss = StateLoss(
            number: demand.number, demand: demandBytes.shown, acceptance: acceptance)
        for index in machines.indices { machines[index].lose(replica, loss) }
    }

    package func isDeterministic() -> Bool? {
        guard isJudged else { return nil }
        var determined: Set<Int> = []
        var answers: [Bool?] = []
        for machine in machines {
            let answer = machine.isDeterministic(isReadable: isReadable)
            if answer == true { determined.formUnion(machine.fields(isReadable: isReadable)) }
            answers.append(answer)
        }
        // What one machine leaves open another one may settle.
        if comparedFields.isSubset(of: determined) { return true }
        let seen = machines.reduce(into: Set<Int>()) {
            $0.formUnion($1.fields(isReadable: isReadable))
        }
        if !comparedFields.isSubset(of: seen) { return false }
        return answers.count == 1 ? answers[0] : nil
    }

    var isReadable: Bool { reading == .readable }

    /// Whether the machines have an operation for this demand.
    private var isSpokenOf: Bool {
        switch reading {
        case .readable: true
        case .unreadable: machines.allSatisfy { $0.bound.unreadable != nil }
        case .previousUnreadable: false
        }
    }
}

/// From bytes to the values that the machines' judges work on.
extension MachineAcceptance {
    private func load(_ asked: AskedDemand) {
        isJudged = false
        let (bytes, previousAnswer) = (asked.bytes, asked.previous)
        let isSame = demandBytes.holds(bytes)
        guard !isSame || (usesPrevious && !previousBytes.holds(previousAnswer)) else { return }
        judged.forget()
        if !isSame { demandBytes.keep(bytes) }
        if usesPrevious { previousBytes.keep(previousAnswer) }
        reading = .readable
        if let flaw = demandSchema.read(bytes, into: &demand) { reading = .unreadable(flaw) }
        guard reading == .readable else { return }
        if usesPrevious, let malformation = loadPrevious(previousAnswer) {
            reading = .previousUnreadable(malformation)
            return
        }
        for index in machines.indices { setInputs(of: index) }
    }

    /// Before the first demand nothing has gone out, which is restrictive.
    private func loadPrevious(_ bytes: UnsafeRawBufferPointer) -> Malformation? {
        if !bytes.isEmpty { return previous.load(bytes) }
        return restrictive.withUnsafeBytes { previous.load($0) }
    }

    private func setInputs(of index: Int) {
        let operation = machines[index].bound.operation
        guard let judge = machines[index].operationJudge(isReadable: true) else { return }
        for (input, source) in operation.inputs.enumerated() {
            switch source {
            case .demand(let field, let form): judge.setInput(input, demand.value(field, form))
            case .previous(let source):
                // A text that is not UTF-8 was never accepted by the machine, and so is no
                // previous answer; but a policy may have let it out.
                judge.setInput(input, previous.value(source) ?? .string("\u{FFFD}"))
            }
        }
    }

    /// - Returns: the field of a text that is not UTF-8; nil when all is set.
    private func setAnswer(of index: Int) -> Int? {
        guard let operation = machines[index].operation(isReadable: isReadable),
            let judge = machines[index].operationJudge(isReadable: isReadable)
        else { return nil }
        for (output, source) in operation.outputs.enumerated() {
            guard let value = answer.value(source) else { return source.fields.lowerBound }
            judge.setOutput(output, value)
        }
        for (place, variable) in operation.observed.enumerated() {
            guard let value = answer.value(variable.source) else {
                return variable.source.fields.lowerBound
            }
            judge.setObserved(place, value)
        }
        return nil
    }
}

extension Judgement {
    /// Of several judgements of one answer the heaviest is told.
    fileprivate var weight: Int {
        switch self {
        case .accepted: 0
        case .undecided: 1
        case .rejected: 2
        case .outsideContract: 3
        }
    }

    fileprivate var acceptance: Acceptance {
        switch self {
        case .accepted: .accepted
        case .undecided: .undecided
        case .rejected: .rejected
        case .outsideContract: .outside
        }
    }
}

extension ReadDemand {
    /// One value an input of an operation that reads nothing but the demand.
    package func inputs(of operation: BoundOperation) -> [Value] {
        operation.inputs.compactMap { source in
            if case .demand(let field, let form) = source { value(field, form) } else { nil }
        }
    }

    func value(_ index: Int, _ form: ValueForm) -> Value {
        let field = fields[index]
        switch form {
        case .integer, .boolean, .element:
            // A bit string of one bit is a boolean, too.
            return form.value(field.start < field.end ? numbers[field.start] : field.integer)
        case .string:
            return .string(String(decoding: texts[field.start..<field.end], as: UTF8.self))
        case .bits: return form.function(numbers[field.start..<field.end])
        case .list(let element): return element.function(numbers[field.start..<field.end])
        }
    }
}
