import Specifications
import Voting

/// Checks what was said about machines against the rest of the ensemble; the machines themselves
/// are not looked at.
struct SpecificationCheck {
    private(set) var problems: [Problem] = []
    private let draft: EnsembleDraft

    init(_ draft: EnsembleDraft) {
        self.draft = draft
        checkParts()
        checkFeedback()
        checkDeadline()
        for machine in draft.specification.machines { checkFields(machine) }
    }

    private mutating func report(
        _ place: Problem.Place, _ message: String, hint: String? = nil
    ) {
        problems.append(Problem(place, message, hint: hint))
    }

    private mutating func checkParts() {
        let specification = draft.specification
        for machine in specification.machines {
            let name = machine.role.rawValue
            if specification.demand == nil, specification.places[["demand"]] == nil {
                report(
                    machine.place, "\(name): a machine needs the fields of demands",
                    hint: "describe them in 'demand'")
            }
            if draft.vote.answer == nil {
                report(
                    machine.place, "\(name): a machine needs the fields of answers",
                    hint: "describe them in 'answer'")
            }
        }
        if let demand = specification.demand, specification.machines.isEmpty {
            report(
                demand.place, "demand: no machine reads it",
                hint: "name one in 'function' or 'safety'")
        }
    }

    private mutating func checkFeedback() {
        guard let feedback = draft.specification.feedback, feedback.value else { return }
        if draft.inFlight.value != 1 {
            report(
                feedback.place,
                "feedback: true cannot be with inFlight: \(draft.inFlight.value), a demand would "
                    + "go out before the verdict that stands in front of it", hint: "inFlight: 1")
        }
    }

    /// Judging takes a part of the deadline, and the shorter it is the sooner a machine gives up.
    private mutating func checkDeadline() {
        let machines = draft.specification.machines.count
        guard machines > 0, (1...EnsembleCheck.replicasMax).contains(UInt64(draft.replicaCount)),
            (1...1024).contains(draft.inFlight.value)
        else { return }
        let shortest = draft.deadlineFloor ?? draft.deadline
        let steps = QuestionSteps(
            deadlineNanoseconds: shortest.value, replicas: Int(draft.replicaCount),
            inFlight: Int(draft.inFlight.value), machines: machines)
        let count = steps.stepsMax(atMost: QuestionSteps.least)
        guard count < QuestionSteps.least else { return }
        let least = (steps.shortestDeadlineNanoseconds + 999_999) / 1_000_000
        let inFlight = draft.inFlight.value == 1 ? "" : " with inFlight: \(draft.inFlight.value)"
        report(
            shortest.place,
            "deadline: too short to judge the answers of \(draft.replicaCount) replicas"
                + "\(inFlight): a machine would have \(count) steps for a question, of the "
                + "\(QuestionSteps.least) that it gets at least",
            hint: "at least \(least)ms")
    }

    private mutating func checkFields(_ machine: SpecificationDraft.Machine) {
        guard let demand = draft.specification.demand?.value, let answer = draft.vote.answer?.value
        else { return }
        let prefix = MachineBinding.previousPrefix
        let demandNames = demand.fields.map(\.name)
        let answerNames = answer.fields.map(\.name)
        for (_, field) in machine.inputs where !field.value.hasPrefix(prefix) {
            if demand.index(of: field.value) == nil {
                unknown(field, "inputs", "demand", among: demandNames)
            }
        }
        let previous = machine.inputs.compactMap { _, field in
            field.value.hasPrefix(prefix)
                ? Placed(String(field.value.dropFirst(prefix.count)), field.place) : nil
        }
        if let first = previous.first, draft.specification.feedback?.value != true {
            report(
                first.place, "inputs: '\(prefix)\(first.value)' is not known without feedback",
                hint: "feedback: true")
        }
        let tables = [
            ("inputs", previous), ("outputs", machine.outputs.map(\.field)),
            ("state", machine.state.map(\.field)),
        ]
        for (key, fields) in tables {
            for field in fields where answer.range(of: field.value) == nil {
                unknown(field, key, "answer", among: answerNames)
            }
        }
    }

    private mutating func unknown(
        _ field: Placed<String>, _ key: String, _ whole: String, among names: [String]
    ) {
        let near = NearestName.of(field.value, among: names)
        report(
            field.place, "\(key): '\(field.value.prefix(40))' is no field of '\(whole)'",
            hint: near.map { "did you mean '\($0)'?" }
                ?? "fields: \(names.prefix(16).joined(separator: ", "))")
    }
}
