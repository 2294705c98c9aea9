import Voting

/// How a run is journaled; without durability not at all.
package struct Journaling: Sendable, Equatable {
    /// What a run does whose journal cannot be written.
    package enum Failure: String, CaseIterable, Sendable {
        case restrictive
        case stop
    }

    package var durability = Durability.none
    /// Of each file of the journal; 1 MiB to 1 GiB.
    package var segmentBytes = 64 << 20
    /// Of the memory between voter and journaler; a power of two, 64 KiB to 1 GiB.
    package var ringBytes = 4 << 20
    /// How long an answer waits for its record; nil: as long as for a replica.
    package var stalledNanoseconds: UInt64?
    package var failure = Failure.restrictive

    package init() {}
}
