/// What a fault has really changed, read back.
package struct InjectionProof: Equatable, Sendable {
    /// A register's name, or an address.
    package var place: String
    /// The lowest byte first.
    package var before: [UInt8]
    package var after: [UInt8]
    /// Whether `after` is what the fault wanted. Some flags and some memory cannot be changed.
    package var isComplete: Bool

    /// As `rax 0x5 0x4`.
    package var text: String { "\(place) \(hexadecimal(before)) \(hexadecimal(after))" }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "-" }
        let digits = bytes.reversed().drop { $0 == 0 }.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return "0x" + (digits.isEmpty ? "0" : digits)
    }
}
