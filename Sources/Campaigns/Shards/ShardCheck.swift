/// Whether a file has all that a shard must have, and nothing else.
package struct ShardCheck {
    package let shard: Shard
    package let facts: [String: String]
    package let trials: ClosedRange<UInt64>

    /// - Throws: where it cannot be read, or trials are missing or too many.
    package init(_ file: ResultFile, _ shard: Shard) throws(CampaignError) {
        func refuse(_ cause: String) -> CampaignError {
            CampaignError(
                .unfit, "cannot take '\(file.path)' for a whole shard: \(cause)",
                hint: "remove it, and run the shard again")
        }
        self.shard = shard
        do {
            facts = try file.facts()
            guard facts["shard"] == shard.description else {
                throw refuse("it says of itself that it is shard '\(facts["shard"] ?? "")'")
            }
            let planned = facts["planned"].flatMap { UInt64($0) } ?? 0
            guard let trials = shard.trials(of: planned) else {
                throw refuse("a campaign of \(planned) trials has no such shard")
            }
            self.trials = trials
            if let flaw = try Self.flaw(in: file, trials) { throw refuse(flaw) }
        } catch let error as CampaignError { throw error } catch { throw refuse("\(error)") }
    }

    private static func flaw(
        in file: ResultFile, _ trials: ClosedRange<UInt64>
    ) throws -> String? {
        let pages = try file.rows("PRAGMA quick_check(1)").first.map { $0[0] as String }
        if pages != "ok" { return "the database is damaged: \(pages ?? "")" }
        let counted = try file.rows("SELECT COUNT(*), MIN(id), MAX(id) FROM trial")[0]
        let (count, first, last) = (
            counted[0] as Int64, counted[1] as Int64? ?? 0, counted[2] as Int64? ?? 0
        )
        let bounds = (Int64(clamping: trials.lowerBound), Int64(clamping: trials.upperBound))
        if first != bounds.0 || last != bounds.1 || count != Int64(trials.count) {
            return "it has \(count) of the \(trials.count) trials from \(bounds.0) to \(bounds.1)"
        }
        let silent = try file.rows(
            "SELECT MIN(id) FROM trial WHERE id NOT IN (SELECT trial FROM reply)")[0]
        return (silent[0] as Int64?).map { "trial \($0) has no reply" }
    }
}
