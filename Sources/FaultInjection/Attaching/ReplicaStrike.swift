import CLinux
import Glibc

/// Puts one fault into a replica of an ensemble that runs, where a copy of the same program had it,
/// and lets it go.
///
/// Used as a `Strike`. A replica has one thread, reads its demand and writes its answer: so its way
/// is the one that was recorded, calls included, and its addresses are the same.
package final class ReplicaStrike {
    package enum Aim: Sendable {
        /// Before a step of its window.
        case moment(Int, along: StepList, ProcessChange)
        /// What arrives in the place of its answer, line feeds included.
        case reply([UInt8])
        case delay(nanoseconds: UInt64)
    }

    /// Single steps and stops that may lead to its moment.
    package static let stopsMax = FollowedWay.stopsMax

    package private(set) var result: StrikeResult?
    private let follower: CallFollower
    private let aim: Aim
    private let demand: [UInt8]
    private let patience: UInt64
    private let translations: Translations?
    private var isAwaited = false
    private var hasDemand = false
    private var answer: AnswerStrike?
    /// When a call that is held goes on.
    private var heldUntil: UInt64?

    /// - Parameters:
    ///   - demand: the one that it will work on, without its line feed.
    ///   - patience: nanoseconds in which it must come to its moment.
    ///   - translations: of the same programs in earlier runs; nil: only single steps and
    ///     breakpoints lead there.
    package init(
        process: pid_t, _ aim: Aim, demand: [UInt8], patience: UInt64,
        _ translations: Translations?
    ) throws(TracingError) {
        self.translations = translations
        let names = StreamNames(pipeRead: .handover, pipeWrite: .answers)
        follower = try CallFollower(process, names, areOthersAtRest: { true })
        (self.aim, self.demand, self.patience) = (aim, demand + [0x0A], patience)
        follower.goOn()
    }

    /// It waits for a demand.
    package var isAtRest: Bool { follower.isAtRest }

    /// The next demand that it reads is the one. Before that nobody may be about to hand it an
    /// earlier one: a vote does not wait for the slowest.
    package func expectDemand() { isAwaited = true }

    /// Looks once.
    package func advance(now: UInt64) {
        if let instant = heldUntil {
            if now < instant { return }
            heldUntil = nil
            let proof = InjectionProof(place: "delay", before: [], after: [], isComplete: true)
            return finish(.injected(proof, at: now))
        }
        guard result == nil, let event = follower.look(now: now) else { return }
        switch event {
        case .entering where hasDemand: enter(now)
        case .returned where isAwaited: leave(now)
        case .ended: giveUp("the process has ended", at: now)
        default: follower.goOn()
        }
    }

    /// It waits for ever, or for the next demand.
    package var isPast: Bool { hasDemand && heldUntil == nil && follower.isAtRest }

    /// - Parameter cause: why there is nothing to wait for any more.
    package func giveUp(_ cause: String = "the moment never came", at now: UInt64) {
        guard result == nil else { return }
        // The voter need not take all of a flood.
        finish(answer?.proof.map { .injected($0, at: now) } ?? .missed(cause))
    }

    private func finish(_ result: StrikeResult) {
        self.result = result
        follower.release()
    }

    private func enter(_ now: UInt64) {
        guard let registers = try? follower.process.registers(), SystemCall(registers).writes
        else { return follower.goOn() }
        switch aim {
        case .moment: break
        case .delay(let nanoseconds):
            heldUntil = now + nanoseconds
            return
        case .reply(let bytes):
            let answer = answer ?? AnswerStrike(bytes, in: follower.process)
            self.answer = answer
            guard answer.enter(registers) else { return finish(.missed("it cannot be replaced")) }
        }
        follower.goOn()
    }

    private func leave(_ now: UInt64) {
        guard let registers = try? follower.process.registers() else { return giveUp(at: now) }
        if let answer, SystemCall(registers).writes || answer.isWriting {
            guard answer.leave(registers) else { return follower.goOn() }
            return giveUp(at: now)
        }
        let call = SystemCall(registers)
        if !hasDemand, call.reads, call.result > 0 {
            hasDemand = true
            guard isDemand(registers, Int(call.result)) else {
                return finish(.missed("it has read another demand"))
            }
            if case .moment(let step, let steps, let change) = aim {
                return finish(
                    follower.strike(
                        WayGoal(steps: steps, step: step, hasCalls: true), change, demand,
                        translations, within: patience))
            }
        }
        follower.goOn()
    }

    /// - Parameter registers: behind the call that has read so many bytes.
    private func isDemand(_ registers: user_regs_struct, _ count: Int) -> Bool {
        // Of other calls it is not known where the bytes are.
        guard registers.orig_rax == 0 else { return true }
        let room = min(count, demand.count)
        return (try? follower.process.memory(at: registers.rsi, count: room))
            == Array(demand.prefix(room))
    }
}
