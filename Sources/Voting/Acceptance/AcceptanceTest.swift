/// What a specification says about demands and answers. The voter asks it; it never asks back.
///
/// Acceptance only removes ballots: see `FilterByAcceptance`. A specification with state keeps,
/// for each replica, the set of states that its answers so far allow it to be in.
package protocol AcceptanceTest: AnyObject {
    /// Whether what it says of an answer depends on the replica's answers before. Otherwise a late
    /// answer of a replica without state is not judged, and one that cannot be read spoils none
    /// that follow.
    var hasState: Bool { get }

    /// Whether the specification promises anything about this demand: its form, its types, and
    /// what of its precondition does not depend on the state.
    ///
    /// - Parameter previous: what went out for the demand before, where `feedback` is on;
    ///   otherwise empty.
    func admits(_ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer) -> Bool

    /// The replica is a new process: it is in an initial state again.
    func begins(_ replica: Int)

    /// Judges a replica's answer to an admitted demand, in the order of its demands, and narrows
    /// its states by it. After anything but `.accepted` of a specification with state, all that
    /// it says is rejected until it begins anew.
    func judge(
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        answer: UnsafeRawBufferPointer
    ) -> Acceptance

    /// Why the last demand was not admitted, or the last answer not accepted; one line for people,
    /// at most `reasonBytesMax`. Costs an evaluation: asked only where it will be told.
    func reason() -> String

    /// Whether exactly one answer is allowed for the last judged demand, so that equality is
    /// legitimate; nil when that is unknown. Costs an evaluation.
    func isDeterministic() -> Bool?
}

extension AcceptanceTest {
    /// The careful guess.
    package var hasState: Bool { true }
}

/// No reason is longer.
package let reasonBytesMax = 512

/// What a specification says of one answer.
package enum Acceptance: UInt8, Sendable {
    case accepted
    /// It breaks the specification.
    case rejected
    /// Whether it does could not be decided within the limits; counts as rejected.
    case undecided
}
