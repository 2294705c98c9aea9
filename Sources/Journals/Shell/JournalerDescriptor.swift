/// The descriptors that a journaler inherits, beside standard error.
package enum JournalerDescriptor: Int32, CaseIterable, Sendable {
    /// `JournalRing`.
    case ring = 3
    /// An eventfd on which it sleeps.
    case wake = 4
    /// An eventfd that wakes the voter.
    case answer = 5
    /// The reading end of a pipe whose other ends the voter and the guardian have.
    case life = 6
}
