/// A demand as a specification is asked about it.
package struct AskedDemand {
    /// From 1; for people only.
    package var number: UInt64
    /// The consumer's own bytes.
    package var bytes: UnsafeRawBufferPointer
    /// What went out for the demand before, where `feedback` is on; otherwise empty.
    package var previous: UnsafeRawBufferPointer

    package init(
        number: UInt64, bytes: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer
    ) {
        self.number = number
        self.bytes = bytes
        self.previous = previous
    }
}
