import Glibc

/// What reading a file came to.
package enum FileContent: Equatable, Sendable {
    /// All of it, or its first `bytesMax` bytes.
    case bytes([UInt8])
    /// `no such file`, or another reason in words.
    case absent(cause: String, isMissing: Bool)

    /// Plain files only.
    package static func read(_ path: String, bytesMax: Int) -> FileContent {
        func failure(_ number: Int32) -> FileContent {
            let isMissing = number == ENOENT || number == ENOTDIR
            let cause = isMissing ? "no such file" : String(cString: strerror(number))
            return .absent(cause: cause, isMissing: isMissing)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return .absent(cause: "it is not a plain file", isMissing: false)
        }
        var bytes = [UInt8](repeating: 0, count: bytesMax)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map {
                    Glibc.read(descriptor, $0 + filled, buffer.count - filled)
                } ?? 0
            }
            if count < 0, errno == EINTR { continue }
            if count < 0 { return failure(errno) }
            if count == 0 { break }
            filled += count
        }
        return .bytes(Array(bytes.prefix(filled)))
    }
}
