import Glibc

/// What a process has moved with `read` and `write`, as the kernel counts it: of zombies, too.
package struct TransferCounts {
    package var read: UInt64
    package var written: UInt64

    /// Nil where the kernel does not say.
    package init?(process: pid_t) {
        let file = open("/proc/\(process)/io", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var room = [UInt8](repeating: 0, count: 512)
        let count = Glibc.read(file, &room, room.count)
        guard count > 0 else { return nil }
        self.init(text: String(decoding: room[..<count], as: UTF8.self))
        // What is counted is counted after the text was made.
        if process == getpid() { read += UInt64(count) }
    }

    init?(text: String) {
        var counts: [Substring: UInt64] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { counts[words[0]] = UInt64(words[1]) }
        }
        guard let read = counts["rchar:"], let written = counts["wchar:"] else { return nil }
        (self.read, self.written) = (read, written)
    }
}
