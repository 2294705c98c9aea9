import Foundation
import Gates

/// What a gate has seen, for people and for scripts. Each field: `docs/FORMATS.md`.
struct GateSummary: Encodable {
    var schemaVersion = 1
    let records: UInt64
    let passed: UInt64
    let restrictive: UInt64
    let held: UInt64
    let quiet: UInt64
    let faults: [String: UInt64]
    let releases: UInt64
    let differingRestrictive: UInt64
    let endedInOrder: Bool

    init(_ gate: Gates.Gate) {
        let counts = gate.counts
        records = counts.records
        passed = counts[.passed]
        restrictive = counts[.restrictive]
        held = counts[.held]
        quiet = counts[.quiet]
        faults = Dictionary(
            uniqueKeysWithValues: GateCause.allCases.filter(\.isFault)
                .map { ($0.rawValue, counts[$0]) })
        releases = counts.releases
        differingRestrictive = counts.differingRestrictive
        endedInOrder = gate.endedInOrder
    }

    var line: String {
        let found = GateCause.allCases.compactMap { cause -> String? in
            guard let count = faults[cause.rawValue], count > 0 else { return nil }
            return "\(count) \(cause.rawValue)"
        }
        var text = "gate: \(records) records: \(passed) passed, \(restrictive) restrictive, "
        text += "\(held) held; faults: \(found.isEmpty ? "none" : found.joined(separator: ", "))"
        text += "; \(endedInOrder ? "ended in order" : "no end record")"
        if differingRestrictive > 0 {
            text += "\ngate: the voter's restrictive answer is not this gate's "
            text += "(\(differingRestrictive) times)"
        }
        return text
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
