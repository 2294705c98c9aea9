import CLinux
import Glibc

/// Puts one fault into a process of an ensemble that runs, and lets it go.
package final class Strike: LiveStrike {
    package enum Aim: Sendable {
        /// Before a step of a stretch.
        case moment(ComponentWindow.Stretch, step: Int, ProcessChange)
        case transfer(Transfer, TransferChange)
    }

    /// Why it was missed where it was led along a way that it did not take.
    package static let otherWay = "its way was another one"

    package private(set) var result: StrikeResult?
    package var end: ProcessEnd? { follower.end }
    private let follower: CallFollower
    private let aim: Aim
    private let demand: [UInt8]
    private var hasBegun = false
    /// From when to when a call is held.
    private var held: (since: UInt64, until: UInt64)?
    private let patience: UInt64
    private var transfer: TransferStrike?
    private let translations: Translations?

    /// - Parameters:
    ///   - nap: a wait for so many milliseconds, or fewer, is no rest.
    ///   - demand: the one that it will work on, without its line feed.
    ///   - patience: nanoseconds for a stretch without a wait.
    ///   - translations: of the same programs in earlier runs; nil: only single steps and
    ///     breakpoints lead to a moment.
    package init(
        process: pid_t, _ streams: StreamNames, nap: Int32 = 0, _ aim: Aim, demand: [UInt8],
        _ translations: Translations?, patience: UInt64 = 10_000_000_000,
        areOthersAtRest: @escaping () -> Bool
    ) throws(TracingError) {
        self.patience = patience
        follower = try CallFollower(
            process, streams, nap: nap, areOthersAtRest: areOthersAtRest)
        (self.aim, self.demand, self.translations) = (aim, demand + [0x0A], translations)
        follower.goOn()
    }

    /// It has come to its wait for the demand.
    package func isReady() -> Bool {
        guard follower.isAtRest else { return false }
        if !hasBegun { follower.beginWindow() }
        hasBegun = true
        return true
    }

    /// Looks once.
    package func advance(now: UInt64) {
        if let held {
            if now < held.until { return }
            self.held = nil
            return finish(.injected(delayProof, at: held.since))
        }
        guard result == nil, let event = follower.look(now: now) else { return }
        switch event {
        case .entering(let call) where hasBegun: enter(call, now)
        case .returned(let call) where hasBegun: leave(call, now)
        case .ended: finish(.missed("the process had ended"))
        default: follower.goOn()
        }
    }

    /// It waits again, and has not come to the moment.
    package var isPast: Bool { held == nil && follower.isAtRest }

    package func giveUp() {
        if result == nil { finish(.missed("the moment never came")) }
    }

    private var delayProof: InjectionProof {
        InjectionProof(place: "delay", before: [], after: [], isComplete: true)
    }

    private func finish(_ result: StrikeResult) {
        self.result = result
        follower.release()
    }

    private func enter(_ call: FollowedCall, _ now: UInt64) {
        guard case .transfer(let wanted, let change) = aim, call.isCall(of: wanted) else {
            return follower.goOn()
        }
        if case .delay(let nanoseconds) = change {
            held = (now, now + nanoseconds)
            return
        }
        follower.isHeldBehindWrites = false
        transfer = TransferStrike(change, follower.process)
        transfer?.enter(call)
        follower.goOn()
    }

    private func leave(_ call: FollowedCall, _ now: UInt64) {
        if let strike = transfer {
            let proof = strike.leave(call)
            return finish(
                proof.map { .injected($0, at: now) } ?? .missed("the call moved too little"))
        }
        guard case .moment(let stretch, let step, let change) = aim, call.place == stretch.call
        else { return follower.goOn() }
        // A breakpoint finds its address on other ways, too.
        let translations = stretch.isSteady ? translations : nil
        finish(
            follower.strike(
                WayGoal(steps: stretch.steps, step: step, hasCalls: false), change, demand,
                translations, within: patience))
    }
}
