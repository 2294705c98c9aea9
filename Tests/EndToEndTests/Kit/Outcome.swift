/// All that a finished run showed.
struct Outcome {
    let status: Int32
    /// Every answer of the run, those read earlier included.
    let answers: [String]
    /// What stood behind the last line feed of the standard output.
    let unterminated: String
    let stderr: String
    let summary: RunSummary?
    let duration: Duration

    /// For runs that have to leave one.
    func summaryOrThrow() throws -> RunSummary {
        guard let summary else { throw KitError("no summary was written; stderr: \(stderr)") }
        return summary
    }
}
