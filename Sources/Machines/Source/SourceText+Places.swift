extension SourceText {
    /// Of a line, what a terminal can show: at most `SourceLine.bytesMax` bytes of it.
    struct SourceLine {
        static let bytesMax = 160

        let source: SourceText
        let range: Range<Int>

        var text: String { text(from: range.lowerBound, upTo: range.upperBound) }

        func text(upTo end: Int) -> String { text(from: range.lowerBound, upTo: end) }

        func text(from start: Int, upTo end: Int) -> String {
            let clipped = (start..<max(start, end)).clamped(to: range)
            return String(decoding: source.bytes[clipped], as: UTF8.self)
        }
    }

    /// Line and column of a byte, both from 1; columns count characters, a tab is one.
    package func place(of offset: Int) -> (line: Int, column: Int) {
        let end = min(max(offset, 0), bytes.count)
        let before = bytes[..<end]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.count { $0 == 0x0A } + 1
        return (line, String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)
    }

    /// The line on which a byte stands; of a long one the part around it.
    func line(around offset: Int) -> SourceLine {
        let middle = min(max(offset, 0), bytes.count)
        var start = bytes[..<middle].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var end = bytes[middle...].firstIndex(of: 0x0A) ?? bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        if end - start > SourceLine.bytesMax {
            start = boundary(max(start, middle - SourceLine.bytesMax / 2))
            end = boundary(min(end, start + SourceLine.bytesMax))
        }
        return SourceLine(source: self, range: start..<max(start, end))
    }

    /// The first offset from here on that is not inside a character of several bytes.
    func boundary(_ offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }
}

extension SourceSpan {
    /// Bytes that `text(in:)` gives at most.
    package static let textBytesMax = 200

    func source(in sources: [SourceText]) -> SourceText? {
        sources.indices.contains(Int(file)) ? sources[Int(file)] : nil
    }

    /// `Brakes.mch:41:9`; only the line and column when the file is not among the sources.
    package func place(in sources: [SourceText]) -> String {
        guard let source = source(in: sources) else { return "byte \(start)" }
        let place = source.place(of: Int(start))
        return "\(source.name):\(place.line):\(place.column)"
    }

    /// What is written there, runs of blanks as one, at most `textBytesMax` bytes.
    package func text(in sources: [SourceText]) -> String {
        guard let source = source(in: sources) else { return "" }
        let range = (Int(start)..<Int(max(start, end))).clamped(to: 0..<source.bytes.count)
        var words: [UInt8] = []
        for byte in source.bytes[range] {
            let isBlank = byte <= 0x20
            if isBlank, words.last == 0x20 || words.isEmpty { continue }
            words.append(isBlank ? 0x20 : byte)
            if words.count > Self.textBytesMax { break }
        }
        if words.last == 0x20 { words.removeLast() }
        guard words.count > Self.textBytesMax else { return String(decoding: words, as: UTF8.self) }
        var end = Self.textBytesMax - 3
        while end > 0, words[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: words[..<end], as: UTF8.self) + "…"
    }

    /// From the first byte of both to the last of both; of two files the first's.
    func joined(_ other: SourceSpan) -> SourceSpan {
        guard other.file == file else { return self }
        return SourceSpan(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}
