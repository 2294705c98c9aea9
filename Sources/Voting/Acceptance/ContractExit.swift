/// What the voter tells once in a run: after a demand a replica's state is not known any more.
/// Nothing that the replica says counts from then on, and another process that is shown the same
/// demands comes to the same end.
///
/// As bytes it begins with a zero of eight bytes, the demand number of no `VerdictAccount`.
package struct ContractExit: Equatable, Sendable {
    /// From 1.
    package var demandNumber: UInt64
    package var replica: Int
    /// Why: the specification promises nothing about the demand in the replica's state
    /// (`outside`), its answer could not be decided, or nobody's was accepted (`rejected`).
    package var cause: Acceptance
    /// In UTF-8.
    package var reason: [UInt8]

    package init(demandNumber: UInt64, replica: Int, cause: Acceptance, reason: [UInt8]) {
        self.demandNumber = demandNumber
        self.replica = replica
        self.cause = cause
        self.reason = reason
    }

    /// None is longer.
    static let byteCountMax = 8 + 8 + 1 + 1 + 4 + reasonBytesMax
}

extension ContractExit {
    package init?(bytes: UnsafeRawBufferPointer) {
        var rest = PacketReader(bytes: bytes)
        guard rest.number(as: UInt64.self) == 0, let number = rest.number(as: UInt64.self),
            let replica = rest.number(as: UInt8.self),
            let cause = rest.number(as: UInt8.self).flatMap(Acceptance.init(rawValue:)),
            let reason = rest.text(), rest.isAtEnd
        else { return nil }
        demandNumber = number
        self.replica = Int(replica)
        self.cause = cause
        self.reason = reason
    }
}
