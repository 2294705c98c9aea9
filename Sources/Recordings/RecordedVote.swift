import Voting

/// A vote over recordings: line k of each is that replica's answer to demand k.
///
/// Memory does not grow with the recordings. Where all of them hold the same bytes, and the rule
/// would let those out whatever they are, lines are counted and copied by the block; everything
/// else is voted on line by line in a `BallotBox`, as a live voter does.
package struct RecordedVote: ~Copyable {
    package struct Settings {
        /// What goes out where nothing is agreed on.
        package var restrictive: [UInt8]
        /// How long it goes on going out after such a demand.
        package var latch = LatchRule.none
        package var explained = DemandNumbers.none
        /// Whether the demands of the specification carry what went out before.
        package var hasFeedback = false
        /// False: every line is cast for every replica. For tests, which compare.
        package var joinsEqualLines = true

        package init(restrictive: [UInt8]) { self.restrictive = restrictive }
    }

    /// How many malformed lines are remembered; all are counted.
    package static let malformedLinesMax = 5

    /// As it stands after the demands so far.
    package internal(set) var rule: VotingRule
    package internal(set) var recordings: [Recording]
    package internal(set) var tally: Tally
    /// The first few.
    package internal(set) var malformedLines: [MalformedLine] = []

    let settings: Settings
    let unison: Unison
    var demands: Recording?
    var sink: AnswerSink
    var box: BallotBox
    var lines: [RecordedLine]
    /// The number of the next demand to be explained; `.max` when there is none.
    var nextExplained: UInt64
    /// Bytes that are looked at together: few after a difference, more and more without one.
    var stride = RecordedVote.strideMin
    /// The restrictive answer as the schema reads it, for those who gave it; nil when it does not.
    let restrictiveAnswer: ReadAnswer?
    var scratch: ReadAnswer
    var latch: ReleaseLatch
    let hasMemory: Bool
    let acceptance: (any AcceptanceTest)?
    /// Who said something that could not be judged, so that its state is not known.
    var isVoid: [Bool]
    /// With feedback what went out last, before the first demand the restrictive answer.
    var released: [UInt8] = []

    static let strideMin = 512
    static let strideMax = 1 << 20

    /// - Parameters:
    ///   - recordings: one a replica.
    ///   - demands: one a line; to be counted and shown, and judged on.
    ///   - acceptance: judges every line before it is cast; then there must be demands. It begins
    ///     with the first line.
    package init(
        rule: VotingRule, recordings: [Recording], demands: Recording? = nil,
        acceptance: (any AcceptanceTest)? = nil, sink: consuming AnswerSink, settings: Settings
    ) {
        precondition(rule.replicas == recordings.count, "a recording for every replica")
        precondition(acceptance == nil || demands != nil, "nothing to judge answers on")
        self.acceptance = acceptance
        isVoid = Array(repeating: false, count: recordings.count)
        if settings.hasFeedback { released = settings.restrictive }
        self.rule = rule
        self.recordings = recordings
        self.demands = demands
        self.sink = sink
        self.settings = settings
        latch = ReleaseLatch(rule: settings.latch)
        unison = settings.joinsEqualLines && acceptance == nil ? Unison(rule) : .unused
        tally = Tally(replicas: rule.replicas)
        box = BallotBox(rule: rule)
        lines = Array(repeating: .missing, count: rule.replicas)
        nextExplained = settings.explained.next(from: 1) ?? .max
        var answer = ReadAnswer(schema: rule.schema)
        let malformation = settings.restrictive.withUnsafeBytes {
            rule.schema.read($0, into: &answer)
        }
        scratch = ReadAnswer(schema: rule.schema)
        hasMemory = rule.questions.contains { $0.policy.needs.contains(.memory) }
        restrictiveAnswer = malformation == nil ? answer : nil
        for replica in recordings.indices { acceptance?.begins(replica) }
    }

    /// Votes to the end of the longest recording; where answers are judged, not beyond the last
    /// demand.
    package mutating func run(
        explain: (Explanation) throws(RecordingError) -> Void = { _ in }
    ) throws(RecordingError) {
        repeat {
            if unison != .unused && !latch.isClosed { try takeEqualLines() }
        } while try takeLine(explain)
        try sink.flush()
    }

    /// Lines of the longest recording, voted on or not.
    package var answerLines: UInt64 { recordings.map(\.lines).max() ?? 0 }

    /// Demands of the file of demands, counted to its end; nil without one.
    package mutating func countDemands() throws(RecordingError) -> UInt64? {
        guard demands != nil else { return nil }
        _ = try demands?.skip(.max)
        return demands?.lines
    }
}
