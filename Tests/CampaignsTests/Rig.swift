import Campaigns
import FaultInjection
import Voting

/// Small campaigns.
enum Rig {
    static func fault(_ name: String, _ settings: [String: [String]] = [:]) -> any Fault {
        guard let type = Catalogue.fault(named: name) else {
            preconditionFailure("there is no fault '\(name)'")
        }
        var taken = FaultSettings(settings)
        return type.init(&taken)
    }

    static func line(_ name: String, hits: Int = 1, share: UInt64 = 1) -> FaultLine {
        var line = FaultLine(fault: fault(name), settings: [:])
        (line.hits, line.share) = (hits, share)
        return line
    }

    static func campaign(
        _ lines: [FaultLine], sampling: Campaign.Sampling = .uniform, trials: UInt64 = 1000,
        seed: UInt64 = 1
    ) -> Campaign {
        var campaign = Campaign(name: "rig", ensemble: ".", lines: lines)
        campaign.sampling = sampling
        campaign.trials = trials
        campaign.seed = seed
        return campaign
    }

    /// Of so many instructions each, by replica and demand.
    static func windows(_ steps: [[UInt64]]) -> [[FaultWindow]] {
        steps.map { demands in
            demands.map { steps in
                var window = FaultWindow(demand: Array("1 2".utf8), answer: Array("YES".utf8))
                window.steps = steps
                window.otherAnswer = Array("NO".utf8)
                return window
            }
        }
    }
}
