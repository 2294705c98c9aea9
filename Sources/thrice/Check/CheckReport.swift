import Foundation

/// What an ensemble's machines say about themselves and about the restrictive answer.
struct CheckReport: Encodable {
    enum Verdict: String, Encodable {
        case holds
        case failed
        case undecided
    }

    /// One thing that must be true.
    struct Item: Encodable {
        var verdict: Verdict
        var text: String
        /// How many states, or pairs of state and inputs, were looked at.
        var count: Int?
        /// Nothing was left out.
        var isExhaustive: Bool?
        /// The way to what must not be, step by step; or why it is undecided.
        var because: [String] = []
    }

    struct Machine: Encodable {
        var file: String
        var role: String
        var operation: String
        var states: Int
        var cases: Int
        var isExhaustive: Bool
        /// Why it is not.
        var shortfalls: [String]
        var checks: [Item]
        var notes: [String]
    }

    struct Finding: Encodable {
        var severity: String
        var text: String
        var hint: String?
    }

    let schemaVersion = 1
    var program: String
    var seed: UInt64
    var restrictive: String
    var machines: [Machine] = []
    /// Of the restrictive answer.
    var checks: [Item] = []
    /// Of the restrictive answer, what is no mistake.
    var facts: [String] = []
    var findings: [Finding] = []

    private enum CodingKeys: String, CodingKey {
        case schemaVersion, program, seed, restrictive, machines, checks, facts, findings, verdict
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schemaVersion, forKey: .schemaVersion)
        try container.encode(program, forKey: .program)
        try container.encode(seed, forKey: .seed)
        try container.encode(restrictive, forKey: .restrictive)
        try container.encode(machines, forKey: .machines)
        try container.encode(checks, forKey: .checks)
        try container.encode(facts, forKey: .facts)
        try container.encode(findings, forKey: .findings)
        try container.encode(verdict, forKey: .verdict)
    }

    private var allChecks: [Item] { machines.flatMap(\.checks) + checks }

    /// Of all together: one that failed goes before one that is undecided.
    var verdict: Verdict {
        let verdicts = allChecks.map(\.verdict)
        if verdicts.contains(.failed) { return .failed }
        return verdicts.contains(.undecided) ? .undecided : .holds
    }

    var status: ExitStatus {
        switch verdict {
        case .holds: .allAgreed
        case .failed: .restrictive
        case .undecided: .inconclusive
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
