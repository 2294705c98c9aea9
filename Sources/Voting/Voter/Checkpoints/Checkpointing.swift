/// What checkpoints add to the voter.
struct Checkpointing {
    /// A state that was agreed on.
    struct Held {
        /// The first demand behind it; from 0.
        let before: UInt64
        let state: [UInt8]
        /// The demand by which a newcomer takes it.
        let restore: FramedText

        init(before: UInt64, state: [UInt8], _ framing: Framing) {
            self.before = before
            self.state = state
            restore = FramedText(ReservedText.restore + state, framing)
        }
    }

    let save: FramedText?
    /// The last one; newcomers begin with it.
    var held: Held?
    /// The vote that is under way.
    var round: SaveRound?
    /// Where the last vote began, and when.
    var lastBefore: UInt64 = 0
    var lastAt: UInt64 = 0
    /// The first vote is before the first demand: it shows whether the program knows of this.
    var hasBegun = false
    /// It does not.
    var isRefused = false
    /// Of the input's end.
    var inputEndRecord: UInt64?
    var reportsTold = 0
    var hasToldSuccess = false

    init(_ plan: VoterPlan) {
        save = plan.checkpoint == nil ? nil : FramedText(ReservedText.save, plan.framing)
        hasBegun = plan.start.recorded > 0
    }
}
