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
        if outside > 0 {
            remarks.append(
                "\(outside) of the restrictive \(outside == 1 ? "was" : "were") outside of the "
                    + "machine's contract; nobody was asked")
        }
        let undecided = replicas.reduce(0) { $0 + $1.undecided }
        if undecided > 0 {
            remarks.append(
                "\(undecided) of the rejected ballots could not be decided within the limits")
        }
        if beyondFaults > 0 {
            remarks.append(
                "on \(beyondFaults) of the demands, the first is \(firstBeyondFaults), more "
                    + "replicas failed than 'faults' declares")
        }
        for shadow in shadows {
            remarks.append(
                "shadow \(shadow.name) said what went out \(shadow.agreed) times, something else "
                    + "\(shadow.dissented) times")
        }
        for seat in seats {
            let seed = seat.seed.map { ", a build of seed \($0)" } ?? ""
            remarks.append("in the seat of \(seat.replica) sits \(seat.occupant)\(seed)")
        }
        if shutAt > 0 {
            remarks.append(
                "from demand \(shutAt) on everything was restrictive: one more failure could not "
                    + "have been masked for longer than 'degraded' allows")
        }
        return remarks
    }

    /// One row a replica, behind them one a shadow, numbers to the right; of rejected ballots where
    /// there are any.
    package var table: String {
        let hasRejected = (replicas + shadows).contains { $0.rejected > 0 }
        let header =
            ["replica", "agreed", "dissented"] + (hasRejected ? ["rejected"] : [])
            + ["late", "silent", "crashed", "malformed", "absent", "restarts"]
        func row(_ replica: Replica, _ name: String) -> [String] {
            let counts =
                [replica.agreed, replica.dissented] + (hasRejected ? [replica.rejected] : [])
                + [
                    replica.late, replica.silent, replica.crashed, replica.malformed,
                    replica.absent, replica.restarts,
                ]
            return [name] + counts.map { String($0) }
        }
        let rows =
            replicas.map { row($0, $0.name) }
            + shadows.map { row($0, "\($0.name) (shadow)") }
        return TextTable(header: header, rows: rows).text
    }

    private static func hundredths(_ value: Double) -> String {
        let count = Int((value * 100).rounded())
        let rest = count % 100
        return "\(count / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
