import Recovery
import Voting

/// Something that happened to a replica or to us in a run; a line of `events.jsonl`.
package enum RunEvent: Equatable, Sendable {
    case started(replica: String, process: Int32)
    /// The kernel refuses parts of its sandbox: it runs without them.
    case exposed(replica: String, missing: SandboxParts)
    /// `demand` is the one that it held, or else would have got next.
    case gaveUp(replica: String, loss: Loss, demand: UInt64)
    case ended(replica: String, ExitReport)
    /// It finished what it held and is started anew, or makes room.
    case withdrawn(replica: String, WithdrawalReason)
    case restartPlanned(replica: String, delayNanoseconds: UInt64)
    case ejected(replica: String)
    case cannotRestart(replica: String, cause: String)
    /// Restarts do not mend it: another build of its program is made from this seed.
    case building(replica: String, seed: UInt64)
    /// It was made, proved as all are, and sits there from now on.
    case built(replica: String, seed: UInt64, folder: String)
    /// It was not; what the generator said is in the log.
    case notBuilt(replica: String, cause: String, log: String)
    /// A spare takes its seat.
    case replaced(replica: String, spare: String)
    /// Another program is to take its seat.
    case swapAsked(replica: String, newcomer: String)
    /// It sits there now, on probation.
    case swapBegun(replica: String, newcomer: String)
    case swapEnded(replica: String, newcomer: String, SwapEnd)
    /// Of a pool: its process is stopped. With what it holds, where the kernel says so.
    case asleep(replica: String, ProcessMemory?)
    /// Of a pool: it takes part again.
    case woken(replica: String)
    /// What is known of the whole ensemble.
    case light(LightColour)
    /// Whether slowness is put down to the machine, and to no replica.
    case machineBlamed(Bool)
    case supervisorDied(ExitReport)
    /// It could have shown a sign of life and did not: it is ended, and its end is told next.
    case lifeless(OwnProcess, Lifelessness)
    /// The journal's condition is another one.
    case journal(JournalNews)
    /// Another one is started.
    case journalerDied(ExitReport)
    /// The run goes on from its journal, with the demand that is the first without an answer.
    case voterDied(ExitReport, demand: UInt64)
    /// Answers that may have left are written again, from the first of them on.
    case repeated(demand: UInt64, count: Int)
    case stopping(signal: Int32)
    /// On this demand, for the first time, more replicas failed than was declared.
    case faultsExceeded(demand: UInt64)
    /// One more failure could not have been masked for longer than is allowed: from this demand on
    /// everything is answered restrictively.
    case degradedTooLong(demand: UInt64)
    /// For the first time a replica's state is not known any more after a demand, and would not be
    /// known of a new process that is shown it: the machine promises nothing about it, cannot be
    /// decided on it, or accepts nobody's answer.
    case contractLeft(replica: String, ContractExit)
    /// The first state that was agreed on, or a vote on one that failed.
    case checkpoint(CheckpointReport, replicas: [String])
    /// The ballots of a demand that was not unanimous.
    case verdict(VerdictAccount)
}
