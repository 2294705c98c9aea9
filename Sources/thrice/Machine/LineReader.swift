import Glibc

/// Lines of standard input, as they come.
struct LineReader {
    private let bytesMax: Int
    private var waiting: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    /// - Parameter bytesMax: of a line, without its end.
    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// Nil at the end; a last line without a line feed is given, too.
    mutating func next() throws(ThriceError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return Array(waiting[start..<end])
            }
            if hasEnded {
                guard start < waiting.count else { return nil }
                defer { start = waiting.count }
                return Array(waiting[start...])
            }
            guard waiting.count - start <= bytesMax else {
                throw ThriceError(
                    .badData, "cannot read a line of more than \(bytesMax) bytes")
            }
            waiting.removeFirst(start)
            start = 0
            searched = waiting.count
            try fill()
        }
    }

    private mutating func fill() throws(ThriceError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count > 0 { return waiting += buffer.prefix(count) }
            if count == 0 {
                hasEnded = true
                return
            }
            if errno == EINTR { continue }
            throw ThriceError(
                .missingInput, "cannot read standard input: \(String(cString: strerror(errno)))")
        }
    }
}
