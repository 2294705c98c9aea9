/// Which of the calls that a process makes while it works on a demand.
package struct CallPlace: Hashable, Codable, Sendable {
    /// Of the kernel's table.
    package var number: UInt64
    package var stream: Transfer.Stream?
    /// Among those of the same number and stream, from 1; the one in which it waits for the demand
    /// is one of them.
    package var ordinal: Int

    package init(number: UInt64, stream: Transfer.Stream?, ordinal: Int) {
        (self.number, self.stream, self.ordinal) = (number, stream, ordinal)
    }
}
