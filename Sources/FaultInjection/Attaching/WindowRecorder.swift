import Glibc
import Voting

/// Learns what a process of an ensemble does with a demand: its calls, and what it executes behind
/// one of them.
///
/// Only one: behind a call that took long it goes another way.
///
/// Use: `advance` until `isReady`, give the demand, `advance` until the answer is there and
/// `isQuiet`; then `finish`.
package final class WindowRecorder {
    package private(set) var calls: [CallPlace] = []
    package private(set) var transfers: [Transfer] = []
    package let memory: [MemoryRange]
    /// What it executes behind the call that is chosen; nil when that never came.
    package private(set) var steps: StepList?
    private let follower: CallFollower
    private let stepped: CallPlace?
    private let stepsMax: Int
    private let translations: Translations?
    private var hasBegun = false

    /// - Parameters:
    ///   - nap: a wait for so many milliseconds, or fewer, is no rest.
    ///   - stepped: what it executes behind this call is recorded; nil: nothing.
    ///   - stepsMax: instructions of it that are recorded.
    ///   - translations: logged; nil: it is stepped through all.
    package init(
        process: pid_t, _ streams: StreamNames, nap: Int32 = 0, stepped: CallPlace?,
        stepsMax: Int,
        _ translations: Translations?,
        areOthersAtRest: @escaping () -> Bool
    ) throws(TracingError) {
        follower = try CallFollower(
            process, streams, nap: nap, areOthersAtRest: areOthersAtRest)
        (self.stepped, self.stepsMax, self.translations) = (stepped, stepsMax, translations)
        memory = follower.process.regions().compactMap(MemoryRange.init)
        follower.goOn()
    }

    /// Looks once.
    package func advance(now: UInt64) {
        guard let event = follower.look(now: now) else { return }
        switch event {
        case .entering: follower.goOn()
        case .returned(let call):
            if hasBegun { record(call) }
            follower.goOn()
        case .ended: break
        }
    }

    private func record(_ call: FollowedCall) {
        calls.append(call.place)
        if let stream = call.stream, call.result > 0 {
            transfers.append(
                Transfer(
                    stream, isWrite: call.isWrite, ordinal: call.ordinal,
                    byteCount: Int(clamping: call.result)))
        }
        if call.place == stepped { steps = follower.record(atMost: stepsMax, translations) }
    }

    /// It has come to its wait for the demand.
    package func isReady() -> Bool {
        guard isQuiet else { return false }
        if !hasBegun { follower.beginWindow() }
        hasBegun = true
        return true
    }

    package var isQuiet: Bool { follower.isAtRest }

    /// Lets it go.
    package func finish() { follower.release() }
}
