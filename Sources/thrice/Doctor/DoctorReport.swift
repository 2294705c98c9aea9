import Foundation

/// All findings, as a table for people and as one JSON object for scripts.
struct DoctorReport: Encodable {
    let schemaVersion = 1
    /// Nothing that is needed is missing.
    let isReady: Bool
    let findings: [Finding]

    init(_ findings: [Finding]) {
        self.findings = findings
        isReady = findings.allSatisfy { $0.isFound || $0.isOptional }
    }

    var missing: [Finding] { findings.filter { !$0.isFound && !$0.isOptional } }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    var table: String {
        let rows = findings.map { [$0.name, $0.state, $0.neededFor, $0.detail] }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = zip(rows, findings).map { row, finding in
            let cells = (0..<3).map { row[$0].padding(toLength: widths[$0]) }
            let mend = finding.mend.map { "\n    mend it: \($0)" } ?? ""
            return (cells + [row[3]]).joined(separator: "  ") + mend
        }
        return lines.joined(separator: "\n") + "\n\n" + summary
    }

    var summary: String {
        isReady
            ? "this machine has all that Thrice needs"
            : "\(missing.count) of \(findings.count) are missing: "
                + missing.map(\.name).joined(separator: ", ")
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }
}
