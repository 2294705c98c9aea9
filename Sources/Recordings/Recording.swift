import Glibc

/// One program's recorded answers, or the demands: lines of a file or a pipe, read forward once
/// through a buffer of a fixed size.
///
/// A line ends with a line feed and nothing else: a carriage return is a byte of the answer. An
/// unterminated last line counts: it was recorded, while of a live replica nobody would know
/// whether more was to come. A copy shares the buffer and must not be read.
package struct Recording {
    /// Of an overlong line this much is kept, to be shown.
    package static let beginningBytes = 256

    /// What the lines are, as errors call it.
    package enum Content: String, Sendable {
        case answers = "recording"
        case demands
    }

    package let content: Content
    package let name: String
    /// `standard input`, or the file's.
    package let path: String
    package let answerBytesMax: Int
    /// Lines taken so far.
    package private(set) var lines: UInt64 = 0
    /// Whether a last line was taken that no line feed ended.
    package private(set) var isUnterminated = false

    /// Whether the first line ends with a carriage return; it belongs to the answer all the same.
    package private(set) var hasCarriageReturns = false

    private let descriptor: Int32
    private let blockBytes: Int
    /// More can be waited for without holding up who writes other recordings.
    private let isFile: Bool
    private let memory: Memory
    private let base: UnsafeMutableRawPointer
    private var low = 0
    private var high = 0
    private var hasEnded = false

    /// - Parameters:
    ///   - descriptor: closed with the last copy.
    ///   - blockBytes: read at a time, at least 1.
    package init(
        _ content: Content = .answers, name: String, path: String, descriptor: Int32,
        answerBytesMax: Int = 65_536, blockBytes: Int = 256 << 10
    ) {
        precondition(blockBytes > 0 && answerBytesMax > 0)
        self.content = content
        self.name = name
        self.path = path
        self.answerBytesMax = answerBytesMax
        self.descriptor = descriptor
        self.blockBytes = blockBytes
        var status = stat()
        isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        memory = Memory(
            bytes: Self.beginningBytes + answerBytesMax + 1 + blockBytes, descriptor: descriptor)
        base = memory.start + Self.beginningBytes
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    /// - Parameter path: `-` is standard input.
    /// - Throws: `.cannotOpen`.
    package static func open(
        _ path: String, _ content: Content = .answers, name: String,
        answerBytesMax: Int = 65_536, blockBytes: Int = 256 << 10
    ) throws(RecordingError) -> Recording {
        let isInput = path == "-"
        let path = isInput ? "standard input" : path
        let descriptor =
            isInput
            ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(content, path: path, cause: RecordingError.cause(errno))
        }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw .cannotOpen(content, path: path, cause: RecordingError.cause(EISDIR))
        }
        return Recording(
            content, name: name, path: path, descriptor: descriptor, answerBytesMax: answerBytesMax,
            blockBytes: blockBytes)
    }

    private final class Memory {
        let start: UnsafeMutableRawPointer
        let descriptor: Int32

        init(bytes: Int, descriptor: Int32) {
            start = .allocate(byteCount: bytes, alignment: 64)
            self.descriptor = descriptor
        }

        deinit {
            start.deallocate()
            close(descriptor)
        }
    }
}

extension Recording {
    /// What is read and not yet taken.
    var unread: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + low, count: high - low)
    }

    /// Takes whole lines that the caller has found in `unread`.
    mutating func take(_ bytes: Int, lines count: Int) {
        low += bytes
        lines += UInt64(count)
    }

    /// Reads on when there is little left.
    ///
    /// Of a pipe only when not even a line is left: who fills it may first want another one
    /// emptied.
    mutating func readAhead() throws(RecordingError) {
        let few = min(answerBytesMax, blockBytes / 8)
        guard !hasEnded, high - low < few else { return }
        if !isFile, LineScan.wholeLines(base + low, high - low) > 0 { return }
        try fill()
    }

    /// The next line.
    mutating func next() throws(RecordingError) -> RecordedLine {
        var searched = 0
        while true {
            let limit = min(high - low, answerBytesMax + 1)
            let start = base + low
            if searched < limit,
                let end = memchr(start + searched, Int32(LineScan.lineFeed), limit - searched)
            {
                let count = end - start
                take(count + 1, lines: 1)
                return RecordedLine(
                    kind: .answer, bytes: UnsafeRawBufferPointer(start: start, count: count))
            }
            searched = limit
            if limit > answerBytesMax { return try skipOverlong() }
            if hasEnded {
                guard limit > 0 else { return .missing }
                take(limit, lines: 1)
                isUnterminated = true
                return RecordedLine(
                    kind: .answer, bytes: UnsafeRawBufferPointer(start: start, count: limit))
            }
            try fill()
        }
    }

    private mutating func skipOverlong() throws(RecordingError) -> RecordedLine {
        let kept = min(Self.beginningBytes, answerBytesMax + 1)
        memcpy(memory.start, base + low, kept)
        let beginning = UnsafeRawBufferPointer(start: memory.start, count: kept)
        while true {
            if high > low,
                let end = memchr(base + low, Int32(LineScan.lineFeed), high - low)
            {
                take(end - (base + low) + 1, lines: 1)
                break
            }
            low = high
            if hasEnded {
                lines += 1
                isUnterminated = true
                break
            }
            try fill()
        }
        return RecordedLine(kind: .overlong, bytes: beginning)
    }

    private mutating func fill() throws(RecordingError) {
        if low > 0 {
            memmove(base, base + low, high - low)
            high -= low
            low = 0
        }
        while true {
            let count = read(descriptor, base + high, blockBytes)
            if count >= 0 {
                high += count
                if lines == 0 { lookAtFirstLine() }
                hasEnded = count == 0
                return
            }
            if errno == EINTR { continue }
            throw .cannotRead(content, path: path, cause: RecordingError.cause(errno))
        }
    }

    private mutating func lookAtFirstLine() {
        guard let end = memchr(base + low, Int32(LineScan.lineFeed), high - low),
            end > base + low
        else { return }
        hasCarriageReturns = end.load(fromByteOffset: -1, as: UInt8.self) == 0x0D
    }

    /// Takes the next lines, at most so many, whatever their length.
    ///
    /// - Returns: how many there were.
    mutating func skip(_ most: UInt64) throws(RecordingError) -> UInt64 {
        var skipped: UInt64 = 0
        while skipped < most {
            let whole = LineScan.wholeLines(base + low, high - low)
            let count = LineScan.lines(base + low, whole)
            if count > 0, UInt64(count) <= most - skipped {
                take(whole, lines: count)
                skipped += UInt64(count)
                try readAhead()
            } else {
                if try next().kind == .missing { break }
                skipped += 1
            }
        }
        return skipped
    }
}
