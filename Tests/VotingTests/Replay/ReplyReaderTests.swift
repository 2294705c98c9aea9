import Testing
import Voting

/// What one replica writes, cut as a voter would cut it.
@Suite struct ReplyReaderTests {
    private func reader(_ cut: ReplyReader.Cut, most: Int = 4) -> ReplyReader {
        ReplyReader(cut, answerBytesMax: most)
    }

    private func take(_ text: String, _ reader: inout ReplyReader) {
        take(Array(text.utf8), &reader)
    }

    private func take(_ bytes: [UInt8], _ reader: inout ReplyReader) {
        bytes.withUnsafeBytes { reader.take($0) }
    }

    private func frame(
        _ number: UInt64, _ text: String, kind: FrameHeader.Kind = .answer
    ) -> [UInt8] {
        let header = FrameHeader(length: UInt32(text.utf8.count), kind: kind, number: number)
        return header.withBytes { Array($0) } + Array(text.utf8)
    }

    @Test func `a line is an answer when it is whole, and not too long`() {
        var reader = reader(.lines)
        take("ab", &reader)
        #expect(reader.next(for: 1) == nil)
        take("cd\n\nx", &reader)
        #expect(reader.next(for: 1) == .answer(Array("abcd".utf8)))
        #expect(reader.hasBytes)
        #expect(reader.next(for: 2) == .answer([]))
        #expect(reader.next(for: 3) == nil)
        take("yzuv", &reader)
        #expect(reader.next(for: 3) == .none(.endlessAnswer))
        var longer = self.reader(.lines)
        take("abcde\n", &longer)
        #expect(longer.next(for: 1) == .none(.endlessAnswer))
    }

    @Test func `a frame names its demand, and holds no line feed`() {
        var reader = reader(.frames)
        take(Array(frame(7, "ab").dropLast()), &reader)
        #expect(reader.next(for: 7) == nil)
        take("b", &reader)
        #expect(reader.next(for: 7) == .answer(Array("ab".utf8)))
        take(frame(8, "a\n"), &reader)
        #expect(reader.next(for: 8) == .malformed)
        take(frame(9, "", kind: .crashed), &reader)
        #expect(reader.next(for: 9) == .crashedRun)
        take(frame(9, "ab"), &reader)
        #expect(reader.next(for: 10) == .none(.badFrame))
        var longer = self.reader(.frames)
        take(frame(1, "abcde"), &longer)
        #expect(longer.next(for: 1) == .none(.endlessAnswer))
    }

    @Test func `a whole output is an answer when it has ended, less one line feed`() {
        var reader = reader(.whole)
        take("ab\n", &reader)
        #expect(reader.next(for: 1) == nil)
        reader.end()
        #expect(reader.next(for: 1) == .answer(Array("ab".utf8)))
        var two = self.reader(.whole)
        take("a\nb\n", &two)
        two.end()
        #expect(two.next(for: 1) == .malformed)
    }

    @Test func `no more is kept than one answer, whatever is written`() {
        var reader = reader(.lines)
        for _ in 0..<1000 { take("xxxxxxxx", &reader) }
        #expect(reader.next(for: 1) == .none(.endlessAnswer))
    }
}
