import Glibc

/// Where voted answers go, a line each, through a buffer of a fixed size.
package struct AnswerSink: ~Copyable {
    private let descriptor: Int32?
    private let memory: UnsafeMutableRawPointer
    private let capacity: Int
    private var count = 0

    /// - Parameters:
    ///   - descriptor: stays open; nil is nowhere.
    ///   - capacity: in bytes, at least 1.
    package init(descriptor: Int32?, capacity: Int = 256 << 10) {
        self.descriptor = descriptor
        self.capacity = capacity
        memory = .allocate(byteCount: capacity, alignment: 64)
    }

    deinit { memory.deallocate() }

    /// The line and a line feed.
    mutating func write(line: UnsafeRawBufferPointer) throws(RecordingError) {
        try write(line)
        if count == capacity { try flush() }
        memory.storeBytes(of: LineScan.lineFeed, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func write(line: [UInt8]) throws(RecordingError) {
        try line.withUnsafeBufferPointer { bytes throws(RecordingError) in
            try write(line: UnsafeRawBufferPointer(bytes))
        }
    }

    /// Long bytes go out from where they are.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(RecordingError) {
        if bytes.count > capacity - count { try flush() }
        if bytes.count >= capacity / 2 {
            try flush()
            return try put(bytes)
        }
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        memcpy(memory + count, start, bytes.count)
        count += bytes.count
    }

    package mutating func flush() throws(RecordingError) {
        let bytes = UnsafeRawBufferPointer(start: memory, count: count)
        count = 0
        try put(bytes)
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(RecordingError) {
        guard let descriptor else { return }
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let written = Glibc.write(descriptor, start, rest.count)
            if written >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            } else if errno == EAGAIN {
                var stream = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&stream, 1, -1)
            } else if errno != EINTR {
                throw .cannotWrite(cause: RecordingError.cause(errno))
            }
        }
    }
}
