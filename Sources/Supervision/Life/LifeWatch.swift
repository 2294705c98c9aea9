import Glibc
import Recovery

/// The guardian's eye on its own processes, whoever they are at the moment.
struct LifeWatch {
    private let bound: UInt64
    private var signs: [OwnProcess: (process: pid_t, sign: SignOfLife)] = [:]

    init(bound: UInt64) { self.bound = bound }

    var nextInstant: UInt64? { signs.values.compactMap(\.sign.nextLook).min() }

    /// - Parameters:
    ///   - beats: how often it has gone round.
    ///   - waitsForFile: whether it is in a call that a file system may hold.
    mutating func look(
        at who: OwnProcess, _ process: pid_t, beats: UInt64, now: UInt64,
        waitsForFile: @autoclosure () -> Bool
    ) -> SignOfLife.Finding {
        var sign = SignOfLife(bound: bound, beats: beats, at: now)
        if let known = signs[who], known.process == process { sign = known.sign }
        let finding = sign.look(at: now, beats: beats) {
            ProcessSight.of(process, waitsForFile: waitsForFile())
        }
        signs[who] = (process, sign)
        return finding
    }

    /// Nobody is there at the moment.
    mutating func forget(_ who: OwnProcess) { signs[who] = nil }
}
