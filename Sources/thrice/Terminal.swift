import Glibc

/// The error stream: everything that is not a command's result goes there.
enum Terminal {
    /// Whether somebody looks at the error stream who wants to see progress.
    static var isWatched: Bool {
        isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
    }

    /// Of the error stream; 80 where it does not tell.
    static var columns: Int {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 80
    }

    /// A line that the next one, of whatever kind, takes the place of.
    static func overwrite(_ line: String) {
        put("\r\u{1B}[K" + line, patience: 0)
        mustClear = true
    }

    /// Only the command's main thread speaks.
    nonisolated(unsafe) private static var mustClear = false

    /// A line for the person who runs this; never part of the result.
    ///
    /// Somebody who does not read, or has closed the stream, loses the line and holds nobody up.
    /// - Parameter patience: milliseconds to wait for room.
    static func say(_ line: String, patience: Int32 = 20) {
        put((mustClear ? "\r\u{1B}[K" : "") + line + "\n", patience: patience)
        mustClear = false
    }

    private static func put(_ text: String, patience: Int32) {
        let bytes = Array(text.utf8)
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
