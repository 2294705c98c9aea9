/// Lines on their way to a consumer that counts them: as many as the gate has decided on, or none.
///
/// One line more, and all answers behind it would be taken for those of the demands before. A bit
/// that flips where the gate decides whether an answer is due does that, or where lines that went
/// out are taken away; so lines are counted once more, and held against the gate's own count.
package struct GateOutput: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Where the last line begins.
    private var start = 0
    /// Answers that the gate had decided on when the last lines went out.
    private var sent: UInt64 = 0

    package init() {}

    /// - Parameter answer: without a line feed.
    package mutating func append(_ answer: some Sequence<UInt8>) {
        start = bytes.count
        bytes.append(contentsOf: answer)
        bytes.append(Self.feed)
    }

    /// The last line, without its line feed.
    package var last: ArraySlice<UInt8> { bytes[min(start, bytes.count)...].dropLast() }

    /// Whether there is a line for each answer that has not gone out, and no other.
    ///
    /// - Complexity: O(bytes).
    package func isWhole(after decided: UInt64) -> Bool {
        UInt64(bytes.count { $0 == Self.feed }) == decided &- sent
    }

    /// They went out.
    package mutating func clear(after decided: UInt64) {
        sent = decided
        bytes.removeAll(keepingCapacity: true)
    }

    private static let feed = UInt8(ascii: "\n")
}
