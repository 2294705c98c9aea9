/// Lines on their way to a consumer that counts them: as many as the gate has decided on, or none.
///
/// One line more, and all answers behind it would be taken for those of the demands before. A bit
/// that flips where the gate decides whether an answer is due does that, or where lines that went
/// out are taken away; so lines are counted once more, and held against the gate's own count.
package struct GateOutput: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Where the last line begins.
    private var start = 0
    /// Whether the beginning of a line went out and its rest never will: a line behind it would be
    /// read as its end.
    package private(set) var isTorn = false
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
    /// - Parameters:
    ///   - offset: 0 … `bytes.count`: how many bytes went out before.
    ///   - lines: that ended with one of them.
    /// - Complexity: O(bytes).
    package func isWhole(after decided: UInt64, from offset: Int = 0, lines: UInt64 = 0) -> Bool {
        Self.lines(in: bytes[offset...]) == decided &- sent &- lines
    }

    package static func lines(in piece: ArraySlice<UInt8>) -> UInt64 {
        UInt64(piece.count { $0 == feed })
    }

    /// What to write next: as many whole lines as fit, so that none of them is cut, or as much of
    /// one that does not fit.
    ///
    /// - Parameter offset: 0 … `bytes.count`: how many bytes went out before.
    package func piece(from offset: Int, bytesMax: Int) -> ArraySlice<UInt8> {
        let piece = bytes[offset...].prefix(bytesMax)
        guard let feed = piece.lastIndex(of: Self.feed) else { return piece }
        return piece[...feed]
    }

    /// They went out, or the first of their bytes; the others never will.
    ///
    /// - Parameter count: 0 … `bytes.count`: how many went out.
    package mutating func clear(after decided: UInt64, sentBytes count: Int) {
        if count > 0 && bytes[count - 1] != Self.feed { isTorn = true }
        sent = decided
        bytes.removeAll(keepingCapacity: true)
    }

    private static let feed = UInt8(ascii: "\n")
}
