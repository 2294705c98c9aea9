import Glibc
import Recordings

/// Results that are not a stream of answers.
enum StandardOutput {
    /// - Throws: when standard output takes no more.
    static func put(_ text: String) throws(RecordingError) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(STDOUT_FILENO, $0.baseAddress! + done, $0.count - done)
            }
            if count > 0 {
                done += count
            } else if count < 0 && errno == EAGAIN {
                var stream = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&stream, 1, -1)
            } else if count == 0 || errno != EINTR {
                throw .cannotWrite(cause: "standard output is closed or full")
            }
        }
    }
}
