/// Tells a slow replica from a slow machine: one that is slow is a suspect, all at once are none.
///
/// Two replicas at least are needed to say so. Where the machine itself says that it thrashes it
/// is blamed for the slowness of any of them, but not for ever.
package struct GroupView: Sendable {
    /// What was last heard of a replica's speed, by whatever process of it.
    private struct Member: Sendable {
        enum Word: Equatable, Sendable { case none, inTime, slow }

        var isRunning = false
        var startedAt: UInt64 = 0
        var word = Word.none
        var spokeAt: UInt64 = 0

        /// A slow word holds for a while; that of a process that is gone, until its successor's.
        func isSlow(within window: UInt64, of now: UInt64) -> Bool {
            let isLast = !isRunning || startedAt >= spokeAt
            return word == .slow && (isLast || now.since(spokeAt) <= window)
        }
    }

    private let policy: GroupPolicy
    private var members: [Member]
    private var evidence: (value: HostEvidence, at: UInt64)?
    /// Since when the machine's own word is all that it is blamed on.
    private var onItsWordSince: UInt64?
    private var blamedUntil: UInt64?

    package init(replicas: Int, policy: GroupPolicy) {
        self.policy = policy
        members = Array(repeating: Member(), count: replicas)
    }

    package mutating func started(_ replica: Int, at now: UInt64) {
        members[replica].isRunning = true
        members[replica].startedAt = now
    }

    /// - Parameter isSlowness: lost for it, and not for what has nothing to do with time.
    package mutating func lost(_ replica: Int, isSlowness: Bool, at now: UInt64) {
        members[replica].isRunning = false
        members[replica].word = isSlowness ? .slow : .none
        members[replica].spokeAt = now
        consider(at: now)
    }

    /// It takes no part for the rest of the run.
    package mutating func ejected(_ replica: Int) { members[replica] = Member() }

    /// A ballot that was late or is missing, or a detector's suspicion.
    package mutating func wasSlow(_ replica: Int, at now: UInt64) {
        members[replica].word = .slow
        members[replica].spokeAt = now
        consider(at: now)
    }

    package mutating func wasInTime(_ replica: Int, at now: UInt64) {
        members[replica].word = .inTime
        members[replica].spokeAt = now
    }

    /// Whether another one was in time of late: alone, nobody can be told to be slow.
    package func hasWitness(against replica: Int, at now: UInt64) -> Bool {
        members.indices.contains { other in
            let member = members[other]
            return other != replica && member.isRunning && member.word == .inTime
                && now.since(member.spokeAt) <= policy.coincidenceNanoseconds
        }
    }

    package mutating func saw(_ evidence: HostEvidence, at now: UInt64) {
        self.evidence = (evidence, now)
        consider(at: now)
    }

    package func blamesMachine(at now: UInt64) -> Bool { blamedUntil.map { now < $0 } ?? false }

    /// When the machine is no longer blamed, if nothing more is heard.
    package var nextInstant: UInt64? { blamedUntil }

    /// Forgets what is over; to be called at `nextInstant`.
    package mutating func elapsed(at now: UInt64) {
        if !blamesMachine(at: now) { blamedUntil = nil }
    }

    private mutating func consider(at now: UInt64) {
        let window = policy.coincidenceNanoseconds
        let slow = members.count { $0.isSlow(within: window, of: now) }
        let isEverybody = slow >= 2 && !members.contains { $0.isRunning && $0.word == .inTime }
        if isEverybody || slow == 0 || !thrashes(at: now) { onItsWordSince = nil }
        guard isEverybody || (slow > 0 && isTrusted(at: now)) else { return }
        blamedUntil = now.saturatingAdd(policy.coincidenceNanoseconds)
    }

    private func thrashes(at now: UInt64) -> Bool {
        guard let evidence, now.since(evidence.at) <= policy.evidenceNanoseconds else {
            return false
        }
        let running = members.count(where: \.isRunning)
        return policy.limits.areExceeded(by: evidence.value, replicas: running)
    }

    /// Whether the machine says that it thrashes, and has not said so for too long.
    private mutating func isTrusted(at now: UInt64) -> Bool {
        guard thrashes(at: now) else { return false }
        let since = onItsWordSince ?? now
        onItsWordSince = since
        return now.since(since) < policy.patienceNanoseconds
    }
}
