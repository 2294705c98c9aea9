import Statistics
import Voting

/// What one threshold would have done; rates are parts of 1, nil where they were not asked for or
/// cannot be known.
package struct Threshold: Codable, Equatable, Sendable {
    package var agree: Int
    /// All its names: `permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)`.
    package var name: String
    /// A wrong answer can be elected.
    package var wrong: Estimate?
    /// No answer is elected.
    package var restrictive: Estimate?
    /// The right answer is elected, and no other can be.
    package var right: Estimate?
    /// Some answer is elected, nobody knows whether a right one; only without a truth.
    package var elected: Estimate?
    /// Two different answers can both be elected; only where that is possible.
    package var tie: Double?
    /// Allowed, of the demands that must not be.
    package var falsePermissive: Estimate?
    /// Not allowed, of the demands that must be.
    package var lostPermissive: Estimate?
    /// Allowed, of all demands.
    package var allowed: Estimate?

    package init(agree: Int, replicas: Int) {
        self.agree = agree
        name = ThresholdName(agree: agree, replicas: replicas).description
    }
}

/// The table of all thresholds: what is estimated for it, and how it is put together.
struct ThresholdTable {
    let agreement: AgreementVote?
    let permissive: PermissiveVote?
    let hasTruth: Bool
    let size: Int

    init(_ study: Study) {
        size = study.groupSize
        hasTruth = study.votes.truth != nil
        agreement = study.isAgreementAsked ? AgreementVote(study.votes, size: size) : nil
        permissive = study.permissive.map { PermissiveVote($0, size: study.groupSize) }
    }

    var estimators: [any Estimator] {
        var all: [any Estimator] = []
        if let agreement { all.append(agreement) }
        if let permissive { all.append(permissive) }
        return all
    }

    /// - Parameter intervals: those of `estimators`.
    func thresholds(_ intervals: [[Interval?]]) -> [Threshold] {
        var intervals = intervals[...]
        let forAgreement = agreement.flatMap { _ in intervals.popFirst() }
        let forPermissive = permissive.flatMap { _ in intervals.popFirst() }
        let agreementFigures = agreement?.figures
        let permissiveFigures = permissive?.figures
        return (1...size).map { agree in
            var threshold = Threshold(agree: agree, replicas: size)
            if let agreement, let figures = agreementFigures, let forAgreement {
                func rate(_ outcome: AgreementVote.Outcome) -> Estimate? {
                    let index = agreement.index(outcome, agree: agree)
                    return Estimate(figures[index], forAgreement[index])
                }
                threshold.restrictive = rate(.restrictive)
                threshold.wrong = hasTruth ? rate(.wrong) : nil
                threshold.right = hasTruth ? rate(.right) : nil
                threshold.elected = hasTruth ? nil : rate(.wrong)
                threshold.tie = 2 * agree <= size ? agreement.tieRate(agree: agree) : nil
            }
            if let permissive, let figures = permissiveFigures, let forPermissive {
                func rate(_ outcome: PermissiveVote.Outcome) -> Estimate? {
                    let index = permissive.index(outcome, agree: agree)
                    return Estimate(figures[index], forPermissive[index])
                }
                threshold.falsePermissive = hasTruth ? rate(.falsePermissive) : nil
                threshold.lostPermissive = hasTruth ? rate(.lostPermissive) : nil
                threshold.allowed = rate(.allowed)
            }
            return threshold
        }
    }
}

extension Estimate {
    /// Nil for a figure that is not defined.
    init?(_ value: Double, _ interval: Interval?) {
        guard value.isFinite else { return nil }
        self.init(value: value, interval: interval)
    }
}
