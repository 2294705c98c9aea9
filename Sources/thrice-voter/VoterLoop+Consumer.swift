import CLinux
import Glibc
import Voting
import Wiring

/// The consumer's side: demands in, answers out.
extension VoterLoop {
    mutating func readDemands() {
        guard !haveDemandsEnded else { return }
        let room = voter.demandRoom()
        guard !room.isEmpty else { return }
        if !backlog.isEmpty { return takeBacklog(into: room) }
        scoreboard.taken.begin(after: taken, all: allRead)
        let count = read(demands, room.baseAddress, room.count)
        moved?.read += UInt64(max(0, count))
        taken += UInt64(max(0, count))
        scoreboard.taken.set(taken)
        if count > 0 {
            voter.receivedDemands(count)
        } else if count == 0 {
            endDemands()
        } else if errno != EINTR && errno != EAGAIN {
            failure = .inputFailed
        }
    }

    private mutating func takeBacklog(into room: UnsafeMutableRawBufferPointer) {
        let count = min(room.count, backlog.count)
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: backlog[..<count]))
        backlog = UnsafeRawBufferPointer(rebasing: backlog[count...])
        voter.receivedDemands(count)
    }

    private mutating func endDemands() {
        haveDemandsEnded = true
        voter.demandsEnded()
        if isWatchingDemands { poller.remove(demands) }
        isWatchingDemands = false
    }

    /// Demands that nobody can hold stay where they are, and wake nobody.
    mutating func watchDemands() {
        guard areDemandsPollable, !haveDemandsEnded else { return }
        let isWanted = !voter.demandsAreWaiting
        if isWanted != isWatchingDemands {
            // Removed, not merely uninteresting: the end of a pipe is reported all the same.
            if isWanted {
                poller.add(demands, Interest.read, .init(.demands))
            } else {
                poller.remove(demands)
            }
            isWatchingDemands = isWanted
        }
    }

    /// Inherited descriptors are never made non-blocking: where the consumer's end could not be
    /// opened anew, only what a writable pipe or socket surely takes is written.
    ///
    /// - Returns: whether any went out.
    mutating func writeAnswers() -> Bool {
        var hasWritten = false
        while !voter.pendingOutput.isEmpty {
            let pending = voter.pendingOutput
            if mayAnswersBlock && !answersAreWritable { break }
            let limit = mayAnswersBlock ? min(pending.count, Int(PIPE_BUF)) : pending.count
            answersAreWritable = false
            scoreboard.written.begin(after: written, all: allWritten)
            let count = write(answers, pending.baseAddress, limit)
            moved?.written += UInt64(max(0, count))
            written += UInt64(max(0, count))
            scoreboard.written.set(written)
            if count > 0 {
                voter.wroteOutput(count)
                hasWritten = true
            } else if errno == EAGAIN {
                break
            } else if errno != EINTR {
                failure = .outputFailed
                return false
            }
        }
        let mustWait = !voter.pendingOutput.isEmpty
        if mustWait != isWaitingToAnswer {
            poller.change(
                answers, mustWait ? Interest.write : Interest.nothing, .init(.answers))
            isWaitingToAnswer = mustWait
        }
        return hasWritten
    }
}
