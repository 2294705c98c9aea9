import Glibc

/// The error stream: everything that is not a command's result goes there.
enum Terminal {
    /// A line for the person who runs this; never part of the result.
    ///
    /// Somebody who does not read, or has closed the stream, loses the line and holds nobody up.
    /// - Parameter patience: milliseconds to wait for room.
    static func say(_ line: String, patience: Int32 = 20) {
        let bytes = Array((line + "\n").utf8)
        var done = 0
        while done < bytes.count {
            var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
            guard poll(&stream, 1, patience) == 1 else { return }
            let count = bytes.withUnsafeBytes {
                write(STDERR_FILENO, $0.baseAddress! + done, min(bytes.count - done, Int(PIPE_BUF)))
            }
            if count > 0 { done += count } else if errno != EINTR { return }
        }
    }
}
