import CLinux
import Glibc
import Voting

/// The voter's counters in memory that the guardian maps too, so that they outlive the voter.
///
/// Only the voter writes, but for the supervisor's word. A reader during a run may see a demand
/// counted in one word and not yet in another; after the voter's end the words are consistent up to
/// its last `publish`.
package struct Scoreboard: @unchecked Sendable {
    static let totals = 21
    static let perReplica = 13

    private let words: UnsafeMutablePointer<UInt64>
    private let replicas: Int

    package static func byteCount(replicas: Int) -> Int {
        8 * (totals + perReplica * replicas)
    }

    /// Maps the memory behind a descriptor; nil when it cannot be mapped.
    package init?(descriptor: Int32, replicas: Int) {
        let size = Self.byteCount(replicas: replicas)
        guard
            let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            memory != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        words = memory.bindMemory(to: UInt64.self, capacity: size / 8)
        self.replicas = replicas
    }

    /// What the voter says of its demands and of its answers around each call that takes or gives
    /// some. Words that `publish` does not touch.
    package var taken: TransferWords { TransferWords(words + 11) }
    package var written: TransferWords { TransferWords(words + 14) }

    /// By which the guardian sees that voter and supervisor go round.
    package var votersLife: BeatWord { BeatWord(words + 19) }
    package var supervisorsLife: BeatWord { BeatWord(words + 20) }

    package func publish(_ tally: borrowing Tally) {
        words[9] = tally.unrecorded
        words[0] = tally.demands
        words[1] = tally.agreed
        words[2] = tally.masked
        words[3] = tally.restrictive
        words[4] = tally.held
        words[5] = tally.savedNanoseconds
        words[6] = tally.beyondFaults
        words[7] = tally.firstBeyondFaults
        words[8] = tally.outside
        words[10] = tally.shutAt
        words[17] = tally.checkpoints
        words[18] = tally.failedCheckpoints
        for index in 0..<replicas {
            let replica = tally.replicas[index]
            let row = words + Self.totals + Self.perReplica * index
            row[0] = replica.agreed
            row[1] = replica.dissented
            row[2] = replica.late
            row[3] = replica.silent
            row[4] = replica.crashed
            row[5] = replica.malformed
            row[6] = replica.absent
            row[7] = replica.restarts
            row[8] = replica.lateDissented
            row[9] = replica.rejected
            row[10] = replica.undecided
            row[11] = replica.lateRejected
            row[12] = replica.lateWrong
        }
    }

    package func read() -> Tally {
        var tally = Tally(replicas: replicas)
        tally.demands = words[0]
        tally.agreed = words[1]
        tally.masked = words[2]
        tally.restrictive = words[3]
        tally.held = words[4]
        tally.savedNanoseconds = words[5]
        tally.beyondFaults = words[6]
        tally.firstBeyondFaults = words[7]
        tally.outside = words[8]
        tally.unrecorded = words[9]
        tally.shutAt = words[10]
        tally.checkpoints = words[17]
        tally.failedCheckpoints = words[18]
        for index in 0..<replicas {
            let row = words + Self.totals + Self.perReplica * index
            tally.replicas[index].agreed = row[0]
            tally.replicas[index].dissented = row[1]
            tally.replicas[index].late = row[2]
            tally.replicas[index].silent = row[3]
            tally.replicas[index].crashed = row[4]
            tally.replicas[index].malformed = row[5]
            tally.replicas[index].absent = row[6]
            tally.replicas[index].restarts = row[7]
            tally.replicas[index].lateDissented = row[8]
            tally.replicas[index].rejected = row[9]
            tally.replicas[index].undecided = row[10]
            tally.replicas[index].lateRejected = row[11]
            tally.replicas[index].lateWrong = row[12]
        }
        return tally
    }
}
