import Campaigns
import Reporting

extension StopRule {
    /// Whether these silent wrong outputs end a campaign, or would. A time is nobody's: shards have
    /// one each. Without a trial nothing is known, however wide the interval may be.
    func isMet(by own: CampaignFigures.Share) -> Bool {
        if let failures, own.count >= failures { return true }
        return width.map { own.trials > 0 && own.high - own.low <= $0 } ?? false
    }
}
