import Reporting

/// What takes away from figures that are otherwise in order.
package struct CampaignDoubts: Equatable, Sendable {
    /// Each in one line.
    package private(set) var sentences: [String] = []
    /// Whether the figures say nothing, for without a fault it is no better.
    package private(set) var isInconclusive = false

    package init(_ figures: CampaignFigures) {
        if let controls = figures.controls, controls.count > 0 {
            isInconclusive = controls.count == controls.trials
            sentences.append(
                isInconclusive
                    ? "the campaign is inconclusive: of \(controls.trials) trials without a fault "
                        + "none was as if there was none"
                    : "of \(controls.trials) trials without a fault \(controls.count) were not as "
                        + "if there was none")
        }
        let errors = figures.excluded.harnessErrors
        let all = (figures.votes.first?.wrong.trials ?? 0) + errors
        if Double(errors) > Self.partMax * Double(all) {
            let what = figures.isOfFaults ? "faults" : "trials"
            sentences.append(
                "\(errors) of \(all) \(what) could not be judged "
                    + "(harness error): did the machine have time for them? (hint: fewer --jobs)")
        }
    }

    /// Of all, up to which nobody needs to be told.
    private static let partMax = 0.1
}
