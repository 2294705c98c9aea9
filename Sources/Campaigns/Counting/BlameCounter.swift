import Reporting

/// Counts whether the ensemble's own vote points at those that were hit.
struct BlameCounter {
    private let file: ResultFile
    private let counted: String

    /// - Parameter counted: what stands for a trial in sums, in SQL.
    init(_ file: ResultFile, counted: String) { (self.file, self.counted) = (file, counted) }

    /// Nil where nothing was ever noticed, and of results that know nothing of it.
    func blame() throws -> CampaignFigures.Blame? {
        let known = try file.rows("SELECT 1 FROM sqlite_master WHERE name = 'blame'")
        if known.isEmpty { return nil }
        let rows = try file.rows(
            """
            SELECT blame.replicas, trial.replicas, \(counted)
            FROM blame JOIN trial ON trial.id = blame.trial JOIN line ON line.id = trial.line
            WHERE \(LineKinds.isFault) GROUP BY blame.replicas, trial.replicas
            """)
        if rows.isEmpty { return nil }
        return rows.reduce(into: CampaignFigures.Blame()) { blame, row in
            let blamed = Self.names(row[0])
            let count = UInt64(row[2] as Int64)
            if blamed.isEmpty {
                blame.nobody += count
            } else if blamed.isSubset(of: Self.names(row[1])) {
                blame.rightly += count
            } else {
                blame.wrongly += count
            }
        }
    }

    private static func names(_ text: String) -> Set<Substring> { Set(text.split(separator: " ")) }
}
