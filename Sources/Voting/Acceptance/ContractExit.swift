/// What the voter tells once in a run: a replica was handed a demand about which the specification
/// promises nothing in the replica's state, and which it could not know of before. Nothing that
/// the replica says counts from then on, and another process that is shown the same demands comes
/// to the same end.
///
/// As bytes it begins with a zero of eight bytes, the demand number of no `VerdictAccount`.
package struct ContractExit: Equatable, Sendable {
    /// From 1.
    package var demandNumber: UInt64
    package var replica: Int
    /// In UTF-8.
    package var reason: [UInt8]

    /// None is longer.
    static let byteCountMax = 8 + 8 + 1 + 4 + reasonBytesMax
}

extension ContractExit {
    package init?(bytes: UnsafeRawBufferPointer) {
        var rest = PacketReader(bytes: bytes)
        guard rest.number(as: UInt64.self) == 0, let number = rest.number(as: UInt64.self),
            let replica = rest.number(as: UInt8.self), let reason = rest.text(), rest.isAtEnd
        else { return nil }
        demandNumber = number
        self.replica = Int(replica)
        self.reason = reason
    }
}
