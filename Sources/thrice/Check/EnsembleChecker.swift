import Ensembles
import Machines
import Reporting
import Specifications
import Voting

/// Checks the machines of an ensemble, and its restrictive answer against them.
struct EnsembleChecker {
    let ensemble: Ensemble
    let budget: ExplorationBudget
    let limits: MachineLimits
    let seed: UInt64

    func report() throws(SpecificationError) -> CheckReport {
        var report = CheckReport(
            program: ensemble.program, folder: ensemble.folder, seed: seed,
            restrictive: String(decoding: ensemble.vote.restrictive, as: UTF8.self))
        report.findings = ensemble.findings.map {
            CheckReport.Finding(severity: "\($0.severity)", text: $0.text, hint: $0.hint)
        }
        report.family = FamilyChecker(ensemble)?.report()
        guard let plan = ensemble.specification else { return report }
        for bound in try plan.bind(answer: ensemble.vote.schema, limits: limits) {
            report.machines.append(machine(bound))
            checkRestrictive(bound, plan, &report)
        }
        if plan.safety == nil {
            report.facts.append(
                "no safety machine: the restrictive answer is not checked for safety")
        }
        return report
    }

    private func machine(_ bound: BoundMachine) -> CheckReport.Machine {
        let found = Explorer(bound.compiled, budget: budget, seed: seed).check()
        let schema = ensemble.vote.schema
        let unseen = schema.fields.indices.filter {
            schema.fields[$0].relation != .ignored && !bound.answerFields.contains($0)
        }
        let words = MachineWording(bound.compiled)
        var notes = bound.machine.warnings.map {
            "\(words.place($0.span)): \($0.severity.rawValue): \($0.message)"
        }
        if !unseen.isEmpty {
            let names = unseen.map { "'\(schema.fields[$0].name)'" }.joined(separator: ", ")
            notes.append("it says nothing about \(names) of the answer")
        }
        return CheckReport.Machine(
            file: bound.file, role: bound.role.rawValue,
            operation: bound.machine.operations[bound.operation.index].name, found: found,
            text: MachineCheckText(found, of: bound.compiled), notes: notes)
    }

    /// Under `safety` it must be allowed; what `function` makes of it is a fact.
    private func checkRestrictive(
        _ bound: BoundMachine, _ plan: SpecificationPlan, _ report: inout CheckReport
    ) {
        let words = MachineWording(bound.compiled)
        for operation in [bound.operation] + (bound.unreadable.map { [$0] } ?? []) {
            let check = RestrictiveCheck(
                bound, operation, plan: plan, restrictive: ensemble.vote.restrictive,
                answer: ensemble.vote.schema, budget: budget, seed: seed)
            let name = "\(words.operation(operation.index)) of \(bound.file)"
            if check.flaw == nil, check.cases == 0, check.extent.isExhaustive {
                report.facts.append(Self.nothing(check, name))
                if bound.role == .safety { report.hasNothingToCheck = true }
            } else if bound.role == .safety || check.flaw != nil {
                report.checks.append(item(check, name, words))
            } else {
                report.facts.append(fact(check, name))
            }
        }
    }

    private func item(
        _ check: RestrictiveCheck, _ name: String, _ words: MachineWording
    ) -> CheckReport.Item {
        if let flaw = check.flaw {
            return CheckReport.Item(
                verdict: .fails, text: "it is an answer that \(name) can be asked about",
                because: [flaw])
        }
        var item = CheckReport.Item(verdict: .holds, text: "it is allowed by \(name)")
        item.count = check.cases
        item.isExhaustive = check.extent.isExhaustive
        if let violation = check.violation {
            item.verdict = .fails
            item.text +=
                ": not in \(check.violations) of \(CheckReport.cases(check.cases))"
            (item.count, item.isExhaustive) = (nil, nil)
            item.because =
                (check.machine.hasState ? words.lines(violation.trace) : [])
                + [
                    words.call(check.operation.index, violation.inputs),
                    Self.text(violation.rejection),
                ]
        } else if let doubt = check.doubt {
            item.verdict = .undecided
            item.because = [
                "in \(check.undecided) of \(CheckReport.cases(check.cases))", Self.text(doubt),
            ]
        } else if check.cases == 0, !check.extent.isExhaustive {
            item.verdict = .undecided
            item.because = ["no case was found"] + check.extent.shortfalls.map(words.shortfall)
        }
        return item
    }

    private func fact(_ check: RestrictiveCheck, _ name: String) -> String {
        if check.cases == 0 { return Self.nothing(check, name) }
        let sample = check.extent.isExhaustive ? "" : " of a sample"
        var tenths = (1000 * check.allowed + check.cases / 2) / check.cases
        // All and none are said only of all and none.
        if check.allowed < check.cases { tenths = min(tenths, 999) }
        if check.allowed > 0 { tenths = max(tenths, 1) }
        return "it is what \(name) computes in \(check.allowed) of "
            + "\(CheckReport.cases(check.cases))\(sample) (\(tenths / 10).\(tenths % 10) %)"
    }

    private static func nothing(_ check: RestrictiveCheck, _ name: String) -> String {
        "nothing to check: no case "
            + (check.extent.isExhaustive
                ? "is admitted by \(name)" : "was found that \(name) admits")
    }

    private static func text(_ rejection: Rejection) -> String {
        let values = rejection.values.joined(separator: ", ")
        return "\(rejection.clause) at \(rejection.place): \(rejection.text)"
            + (values.isEmpty ? "" : " (\(values))")
    }
}
