/// Cuts what one replica writes into answers, while it holds one demand at a time.
///
/// Keeps one answer at most, whatever is written.
package struct ReplyReader {
    /// How an answer ends.
    package enum Cut: Equatable, Sendable {
        case lines
        case frames
        /// With the output itself; one line feed at its end does not count.
        case whole
    }

    private let cut: Cut
    private let answerBytesMax: Int
    private var bytes: [UInt8] = []
    private var hasEnded = false

    package init(_ cut: Cut, answerBytesMax: Int) {
        self.cut = cut
        self.answerBytesMax = answerBytesMax
    }

    /// Something stands here that belongs to no answer yet.
    package var hasBytes: Bool { !bytes.isEmpty }

    package mutating func take(_ more: UnsafeRawBufferPointer) {
        let room = answerBytesMax + FrameHeader.byteCount + 2 - bytes.count
        bytes += more.prefix(max(0, room))
        // Of what does not fit nobody asks: it is too long already, or out of turn.
    }

    /// Nothing comes any more.
    package mutating func end() { hasEnded = true }

    /// The reply to the demand of this number; nil while it is not there whole.
    package mutating func next(for number: UInt64) -> Reply? {
        switch cut {
        case .lines: nextLine()
        case .frames: nextFrame(number)
        case .whole: nextWhole()
        }
    }

    private mutating func nextLine() -> Reply? {
        guard let feed = bytes.firstIndex(of: 0x0A) else {
            return bytes.count > answerBytesMax ? .none(.endlessAnswer) : nil
        }
        if feed > answerBytesMax { return .none(.endlessAnswer) }
        defer { bytes.removeFirst(feed + 1) }
        return .answer(Array(bytes[..<feed]))
    }

    private mutating func nextFrame(_ number: UInt64) -> Reply? {
        guard bytes.count >= FrameHeader.byteCount else { return nil }
        let header = bytes.withUnsafeBytes { FrameHeader($0) }
        guard let kind = FrameHeader.Kind(rawValue: header.kind), header.number == number,
            kind == .answer || header.length == 0
        else { return .none(.badFrame) }
        if header.length > UInt32(answerBytesMax) { return .none(.endlessAnswer) }
        let end = FrameHeader.byteCount + Int(header.length)
        guard bytes.count >= end else { return nil }
        let body = Array(bytes[FrameHeader.byteCount..<end])
        bytes.removeFirst(end)
        switch kind {
        case .crashed: return .crashedRun
        case .malformed: return .malformed
        case .answer: return body.contains(0x0A) ? .malformed : .answer(body)
        }
    }

    private mutating func nextWhole() -> Reply? {
        if bytes.count > answerBytesMax + 1 { return .none(.endlessAnswer) }
        guard hasEnded else { return nil }
        let body = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
        bytes = []
        if body.count > answerBytesMax { return .none(.endlessAnswer) }
        return body.contains(0x0A) ? .malformed : .answer(body)
    }
}
