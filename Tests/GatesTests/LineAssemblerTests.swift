import Gates
import Testing

@Suite struct LineAssemblerTests {
    @Test func `lines come out whole however the bytes are cut`() {
        let stream = "one\n\n\u{0}two\nthree\nrest"
        for size in 1...stream.utf8.count {
            #expect(lines(of: stream, chunk: size, max: 16) == ["one", "", "\u{0}two", "three"])
        }
    }

    @Test func `an over-long line comes once, at once, and is skipped to its end`() {
        for size in 1...14 {
            #expect(
                lines(of: "12345678\nok\n1234\n", chunk: size, max: 4) == ["12345", "ok", "1234"])
            #expect(lines(of: "123456789", chunk: size, max: 4) == ["12345"])
        }
    }

    private func lines(of text: String, chunk size: Int, max: Int) -> [String] {
        var assembler = LineAssembler(lineBytesMax: max)
        var found: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { chunk in
                assembler.take(chunk) { line in
                    found.append(String(decoding: line, as: UTF8.self))
                    return true
                }
            }
        }
        return found
    }
}
