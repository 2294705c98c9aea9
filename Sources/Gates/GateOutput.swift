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

    /// Whether the last line is this one.
    ///
    /// - Parameter answer: without a line feed.
    package func ends(with answer: UnsafeRawBufferPointer) -> Bool {
        guard bytes.last == Self.feed, bytes.count - start - 1 == answer.count else { return false }
        return bytes.withUnsafeBytes { $0[start...].prefix(answer.count).elementsEqual(answer) }
    }

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
