/// What an engine is to do, once.
package enum Injection: Equatable, Sendable {
    /// To a process that has executed so many instructions since its demand arrived.
    case process(after: UInt64, ProcessChange)
    /// To its answer, between it and the voter.
    case answer(AnswerChange)
    /// To its demand, between the voter and it.
    case demand(DemandChange)
    /// Of another program, by its name, in the place of the replica's own.
    case mutant(String)
    /// To what a process of an ensemble that runs reads or writes.
    case transfer(Transfer, TransferChange)
    /// To the machine under an ensemble that runs: so many processes compete for each processor.
    case host(processesOnEach: Int)
}
