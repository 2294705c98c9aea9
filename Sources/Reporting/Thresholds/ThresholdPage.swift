import Thresholds

extension StudyResult {
    /// One self-contained page.
    package var page: String { "" }
}
