/// A variant's texts, and what is known of how they came about.
struct RewrittenProgram: Sendable {
    /// Of the units, in their order.
    let texts: [SourceText]
    let transforms: [VariantManifest.AppliedTransform]
    let soundness: SoundnessReport
}
