/// The summary for people: one line of counts, and a table when not all went well.
extension RunSummary {
    /// `3000 demands: 2994 agreed (5 masked), 6 restrictive [12.41 s]`.
    package var line: String {
        "\(demands) \(demands == 1 ? "demand" : "demands"): \(agreed) agreed (\(masked) masked), "
            + "\(restrictive) restrictive [\(Self.hundredths(seconds)) s]"
    }

    /// What the counts alone do not say; a line each, often none.
    package var remarks: [String] {
        var remarks: [String] = []
        if held > 0 {
            remarks.append("\(held) of the restrictive were agreed on, and held back by the latch")
        }
        if beyondFaults > 0 {
            remarks.append(
                "on \(beyondFaults) of the demands, the first is \(firstBeyondFaults), more "
                    + "replicas failed than 'faults' declares")
        }
        return remarks
    }

    /// One row a replica, numbers to the right.
    package var table: String {
        let header = [
            "replica", "agreed", "dissented", "late", "silent", "crashed", "malformed", "absent",
            "restarts",
        ]
        let rows = replicas.map { replica in
            [replica.name]
                + [
                    replica.agreed, replica.dissented, replica.late, replica.silent,
                    replica.crashed, replica.malformed, replica.absent, replica.restarts,
                ].map { String($0) }
        }
        return TextTable(header: header, rows: rows).text
    }

    private static func hundredths(_ value: Double) -> String {
        let count = Int((value * 100).rounded())
        let rest = count % 100
        return "\(count / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
