/// What a specification says about demands and answers. The voter asks it; it never asks back.
///
/// Acceptance only removes ballots: see `FilterByAcceptance`. A specification with state keeps,
/// for each replica, the set of states that its answers so far allow it to be in.
package protocol AcceptanceTest: AnyObject {
    /// Whether what it says of an answer depends on the replica's answers before. Otherwise a late
    /// answer of a replica without state is not judged, and one that cannot be read spoils none
    /// that follow.
    var hasState: Bool { get }

    /// Whether its precondition depends on the state: then each replica is asked about before it
    /// is handed a demand, and holds one at most, since only then its states are settled.
    var asksState: Bool { get }

    /// Whether the specification promises anything about this demand: its form, its types, and
    /// what of its precondition does not depend on the state.
    func admits(_ demand: AskedDemand) -> Bool

    /// Whether it promises anything about an admitted demand in one state at least that the
    /// replica may be in after all its answers; true where no state of it is known. Asked only
    /// where `asksState`.
    func admits(_ demand: AskedDemand, for replica: Int) -> Bool

    /// The replica is a new process: it is in an initial state again.
    func begins(_ replica: Int)

    /// Judges a state that a replica saved, and narrows its states to that: whether it can be in it
    /// after all its answers. Asked only where `hasState`.
    func judge(_ replica: Int, state: UnsafeRawBufferPointer) -> Acceptance

    /// The replica is in a state that was agreed on, whatever it said before; false where it cannot
    /// be read.
    func begins(_ replica: Int, in state: UnsafeRawBufferPointer) -> Bool

    /// Judges a replica's answer to an admitted demand, in the order of its demands, and narrows
    /// its states by it. After anything but `.accepted` of a specification with state, nothing
    /// that it says is accepted until it begins anew.
    func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance

    /// Why the last demand was not admitted, or the last answer not accepted; one line for people,
    /// at most `reasonBytesMax`. Costs an evaluation: asked only where it will be told.
    func reason() -> String

    /// Whether exactly one answer is allowed for the demand and the replica that were judged last,
    /// so that equality is legitimate. Nil when that is unknown, and when something else was asked
    /// since. Costs an evaluation.
    func isDeterministic() -> Bool?
}

extension AcceptanceTest {
    /// The careful guess.
    package var hasState: Bool { true }
    package var asksState: Bool { false }
    package func judge(_ replica: Int, state: UnsafeRawBufferPointer) -> Acceptance { .accepted }
    package func begins(_ replica: Int, in state: UnsafeRawBufferPointer) -> Bool { true }
    package func admits(_ demand: AskedDemand, for replica: Int) -> Bool { true }
}

/// No reason is longer.
package let reasonBytesMax = 512
