import Foundation
import Machines
import Reporting

/// What an ensemble's machines say about themselves and about the restrictive answer, and what is
/// known of its variants.
struct CheckReport {
    enum Verdict: String, Encodable {
        case holds
        case fails
        case undecided
    }

    /// One thing that must be true of the restrictive answer.
    struct Item: Encodable {
        var verdict: Verdict
        var text: String
        /// How many pairs of state and inputs were looked at.
        var count: Int?
        /// Nothing was left out.
        var isExhaustive: Bool?
        /// The way to what must not be, step by step; or why it is undecided.
        var because: [String] = []
    }

    struct Machine {
        var file: String
        var role: String
        var operation: String
        var found: MachineReport
        var text: MachineCheckText
        /// Beyond those of the machine alone.
        var notes: [String]
    }

    struct Finding: Encodable {
        var severity: String
        var text: String
        var hint: String?
    }

    var program: String
    /// As it was named.
    var folder: String
    var seed: UInt64
    var restrictive: String
    var machines: [Machine] = []
    /// Of the restrictive answer.
    var checks: [Item] = []
    /// Of the restrictive answer, what is no mistake.
    var facts: [String] = []
    var findings: [Finding] = []
    /// The generated variants; nil when none are asked for.
    var family: FamilyReport?
    /// There is a `safety` machine, and no case in which to ask it.
    var hasNothingToCheck = false

    /// Of all together: one that fails goes before one that is undecided.
    var verdict: Verdict {
        if machines.contains(where: \.found.hasFailed) || checks.contains(where: { $0.fails }) {
            return .fails
        }
        if family?.failures.isEmpty == false { return .fails }
        let isOpen =
            machines.contains(where: \.found.isUndecided)
            || checks.contains { $0.verdict == .undecided }
        return isOpen ? .undecided : .holds
    }

    var status: ExitStatus {
        switch verdict {
        case .holds: .allAgreed
        case .fails: .restrictive
        case .undecided: .inconclusive
        }
    }
}

extension CheckReport.Item {
    var fails: Bool { verdict == .fails }
}

extension CheckReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case schemaVersion, program, seed, restrictive, machines, checks, facts, findings, verdict
        case variants
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(1, forKey: .schemaVersion)
        try container.encode(program, forKey: .program)
        try container.encode(seed, forKey: .seed)
        try container.encode(restrictive, forKey: .restrictive)
        var list = container.nestedUnkeyedContainer(forKey: .machines)
        for machine in machines {
            try list.encode(MachineRecord(machine: machine, seed: seed))
        }
        try container.encode(checks, forKey: .checks)
        try container.encode(facts, forKey: .facts)
        try container.encode(findings, forKey: .findings)
        try container.encodeIfPresent(family, forKey: .variants)
        try container.encode(verdict, forKey: .verdict)
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

private struct MachineRecord: Encodable {
    let machine: CheckReport.Machine
    let seed: UInt64

    private enum CodingKeys: String, CodingKey {
        case role, operation, remarks
    }

    func encode(to encoder: any Encoder) throws {
        try machine.text.record(file: machine.file, seed: seed).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine.role, forKey: .role)
        try container.encode(machine.operation, forKey: .operation)
        try container.encode(machine.notes, forKey: .remarks)
    }
}
