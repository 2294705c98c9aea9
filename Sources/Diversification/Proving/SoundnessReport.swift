/// What each layer found out about one variant; "not proved" is a finding, too.
package struct SoundnessReport: Codable, Equatable, Sendable {
    /// Whether the original showed undefined behaviour on the demands.
    package var screening: Screening?
    /// Structural transforms: the functions' terms.
    package var terms: TermReport
    /// Transforms after what the terms cover, and that do more than rewrite expressions, such as
    /// other ways of storing integers: for these the rules that each keeps, and the differential
    /// run, are all there is.
    package var notCovered: [String] = []
    /// Rules of arithmetic rewriting, each proved for all values.
    package var rules: ProofReport?
    /// Rewritten expressions, each proved for all values of its variables.
    package var statements: ProofReport?
    /// The variant's answers beside the original's.
    package var differential: VariantManifest.Check?

    package init(terms: TermReport) { self.terms = terms }

    /// Why the variant must not be used; nil when nothing speaks against it.
    package var rejection: String? {
        if let finding = terms.different.first {
            return "not the same program: \(finding.what): \(finding.reason)"
        }
        for proofs in [rules, statements] {
            if let finding = proofs?.refuted.first {
                return "not the same value: \(finding.what): \(finding.reason)"
            }
        }
        if let differential, !differential.isEqual, differential.reason == nil {
            return "other answers than the original"
        }
        return nil
    }
}
