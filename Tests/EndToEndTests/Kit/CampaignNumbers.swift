/// What tests ask of a campaign's figures, as `--json` prints them.
struct CampaignNumbers: Decodable {
    struct Count: Decodable {
        var outcome: String
        var count: UInt64
    }
    struct Share: Decodable {
        var count: UInt64
        var trials: UInt64
        var low: Double
        var high: Double
    }
    struct Vote: Decodable {
        var vote: String
        var wrong: Share
        var failed: Share
    }
    struct Live: Decodable {
        var component: String
        var fault: String
        var trials: UInt64
        var missed: UInt64
        var outcomes: [Count]
        var wrong: Share

        func count(_ outcome: String) -> UInt64 {
            outcomes.first { $0.outcome == outcome }?.count ?? 0
        }

        /// Of controls: on a machine that is busy one or the other line is late.
        var isMostlyQuiet: Bool {
            count("no effect") * 2 > trials
        }
    }
    struct Rechecks: Decodable, Equatable {
        struct Differing: Decodable, Equatable {
            var trial: UInt64
            var note: String
        }
        var trials: UInt64
        var same: UInt64
        var slower: UInt64
        var missed: UInt64
        var differing: [Differing]
    }
    struct Wrong: Decodable { var trial: UInt64 }

    var isWhole: Bool
    var points: UInt64
    var trials: UInt64
    /// Of a whole space that is pruned.
    var tried: UInt64?
    var planned: UInt64
    var components: [Count]
    var votes: [Vote]
    var live: [Live]
    var silentWrong: [Wrong]
    var rechecks: Rechecks?
}
