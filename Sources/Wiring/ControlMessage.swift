import CLinux
import Glibc

/// What guardian, supervisor and voter say to each other, one packet each.
package struct ControlMessage: Equatable, Sendable {
    package enum Kind: UInt32, Sendable, CaseIterable {
        /// Supervisor to voter: a replica runs; with its standard input, output and pidfd.
        case started = 1
        /// Supervisor to voter: a lost replica is not expected back soon.
        case willNotReturn
        /// Voter to supervisor: a replica was given up; `first` is the `Loss`, `second` the demand,
        /// less than 0 when it is the one that it would have got next.
        case lost
        /// Supervisor to guardian: `first` is the process number; with its standard error. In a
        /// sandbox that is its first process: `second` is the program's number in the low half and
        /// what is missing of the sandbox in the high one; with its report, too.
        case replicaRuns
        /// Supervisor to guardian: a replica could not be started; `first` is the launch stage,
        /// `second` the error number, and in its high half what is missing of a sandbox.
        case cannotStart
        /// Supervisor to guardian: as `lost`, for the log.
        case gaveUp
        /// Supervisor to guardian: `first` is the delay of the restart in nanoseconds, or -1 when
        /// there will be none.
        case restartPlanned
        /// Supervisor to guardian: what is known of the whole ensemble; `first` is a colour.
        case light
        /// Supervisor to guardian: slowness is the machine's from now on (`first` 1), or no longer.
        case machineBlamed
        /// Guardian to voter and supervisor: take nothing new and end.
        case stop
        /// Supervisor to voter: let a replica finish what it holds, and give it up.
        case withdraw
        /// Supervisor to guardian: instead of `gaveUp`, a replica was withdrawn; `first` is 1 when
        /// it was its turn, 0 when it was for its faults, 2 when another program takes its seat.
        case withdrawn
        /// Supervisor to voter: `first` is what deadlines are stretched by, in percent.
        case deadlinePercent
        /// Voter to supervisor: a replica that was to be withdrawn stays.
        case stays
        /// Voter to supervisor: a replica has seen the history and counts.
        case caughtUp
        /// Voter to supervisor, and on to the guardian: a replica of a pool goes to sleep (`first`
        /// 1), or was woken.
        case asleep
        /// Supervisor to guardian: another build of a seat's program is made; `first` is its seed,
        /// `second` its number.
        case building
        /// Supervisor to guardian: it was made, and sits there now; as `building`.
        case built
        /// Supervisor to guardian: it was not; `first` is why, `second` its number.
        case notBuilt
        /// Guardian to supervisor: another program takes a seat; with its plan.
        case swap
        /// Supervisor to guardian: it sits there (`first` 1), or the old one does again.
        case exchanged
        /// Supervisor to guardian: `first` is how the swap ended.
        case swapEnded
        /// Supervisor to guardian: a spare takes a seat; `first` is the spare's place.
        case replaced
        /// Supervisor to voter: who is there?
        case rollCall
        /// Voter to supervisor, for each replica: `first` is 1 where there is one, and `second`
        /// 1 when it catches up; else `second` is the number of processes that there have been.
        case present
        /// Guardian to voter and supervisor: go round once, so that it is seen that you do.
        case wake
    }

    package var kind: Kind
    package var replica: Int
    package var first: Int64
    package var second: Int64

    package init(_ kind: Kind, replica: Int = 0, first: Int64 = 0, second: Int64 = 0) {
        self.kind = kind
        self.replica = replica
        self.first = first
        self.second = second
    }

    private typealias Words = (kind: UInt32, replica: UInt32, first: Int64, second: Int64)

    package static let byteCount = MemoryLayout<Words>.size

    /// Nil for a packet that is none of these.
    package init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount,
            let kind = Kind(rawValue: bytes.loadUnaligned(as: UInt32.self))
        else { return nil }
        self.kind = kind
        replica = Int(bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        first = bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self)
        second = bytes.loadUnaligned(fromByteOffset: 16, as: Int64.self)
    }

    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let words: Words = (kind.rawValue, UInt32(replica), first, second)
        return withUnsafeBytes(of: words) { body($0) }
    }
}
