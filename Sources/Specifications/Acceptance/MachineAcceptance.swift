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
        case unreadable
        case judged(replica: Int, machine: Int, Judgement)
        case malformed(Malformation)
        /// A text of the answer is not UTF-8.
        case noText(field: Int)
        case lost(replica: Int, machine: Int)
    }

    let demandSchema: DemandSchema
    let restrictive: [UInt8]
    var machines: [MachineJudge]
    var demand: ReadDemand
    var answer: AnswerValues
    var previous: AnswerValues
    var reading = Reading.readable
    var told = Told.nothing
    /// Fields of the answer that are compared, and that no machine looks at.
    let hasUnseenFields: Bool
    /// Whether what is allowed depends on a replica's answers before.
    package let hasState: Bool
    private let usesPrevious: Bool
    private var demandBytes = KeptBytes()
    private var previousBytes = KeptBytes()

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
        let seen = Set(bound.flatMap(\.answerFields))
        hasUnseenFields = schema.fields.indices.contains {
            schema.fields[$0].relation != .ignored && !seen.contains($0)
        }
    }

    package func admits(
        _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer
    ) -> Bool {
        load(demand, previous)
        guard isSpokenOf else {
            told = .unreadable
            return false
        }
        let isReadable = reading == .readable
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

    package func begins(_ replica: Int) {
        for index in machines.indices { machines[index].begins(replica) }
    }

    package func judge(
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        answer bytes: UnsafeRawBufferPointer
    ) -> Acceptance {
        load(demand, previous)
        for index in machines.indices where machines[index].lostSince(replica) != nil {
            told = .lost(replica: replica, machine: index)
            return .rejected
        }
        guard isSpokenOf else { return rejectAll(replica, .unreadable) }
        if let malformation = answer.load(bytes) {
            return rejectAll(replica, .malformed(malformation))
        }
        var acceptance = Acceptance.accepted
        var cause = Told.nothing
        for index in machines.indices {
            if let field = setAnswer(of: index) {
                return rejectAll(replica, .noText(field: field))
            }
            let judgement = machines[index].judge(replica, isReadable: reading == .readable)
            if judgement == .accepted { continue }
            // What is certain goes before what is not.
            let isRejected = judgement != .undecided
            if acceptance == .accepted || (acceptance == .undecided && isRejected) {
                acceptance = isRejected ? .rejected : .undecided
                cause = .judged(replica: replica, machine: index, judgement)
            }
        }
        // Also a machine that accepted: it has followed an answer that does not count.
        if acceptance != .accepted { lose(replica) }
        told = cause
        return acceptance
    }

    /// An answer that no machine can be asked about.
    private func rejectAll(_ replica: Int, _ cause: Told) -> Acceptance {
        lose(replica)
        told = cause
        return .rejected
    }

    private func lose(_ replica: Int) {
        for index in machines.indices {
            machines[index].lose(replica, since: demandBytes.shown)
        }
    }

    package func isDeterministic() -> Bool? {
        if hasUnseenFields { return false }
        let isReadable = reading == .readable
        let answers = machines.indices.map { machines[$0].isDeterministic(isReadable: isReadable) }
        // Each machine alone may allow several answers of which only one is allowed by both.
        if answers.contains(true) { return true }
        return answers.count == 1 ? answers[0] : nil
    }

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
    private func load(
        _ bytes: UnsafeRawBufferPointer, _ previousAnswer: UnsafeRawBufferPointer
    ) {
        let isSame = demandBytes.holds(bytes)
        guard !isSame || (usesPrevious && !previousBytes.holds(previousAnswer)) else { return }
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
        let isReadable = reading == .readable
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

    /// Beginning of the demand that was last asked about, for people.
    var shownDemand: String { demandBytes.shown }
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
