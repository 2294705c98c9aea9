import Glibc

/// Tells what a descriptor of a process of an ensemble leads to.
package struct StreamNames: Sendable {
    /// By the kernel's name, as `pipe:[4711]`: ends that are known beforehand.
    package var known: [String: Transfer.Stream] = [:]
    /// Any other pipe, by who reads and who writes there.
    package var pipeRead: Transfer.Stream
    package var pipeWrite: Transfer.Stream

    package init(pipeRead: Transfer.Stream, pipeWrite: Transfer.Stream) {
        (self.pipeRead, self.pipeWrite) = (pipeRead, pipeWrite)
    }

    /// - Returns: nil for what is no stream of bytes.
    func stream(_ link: String, isWrite: Bool) -> Transfer.Stream? {
        if let stream = known[link] { return stream }
        if link.hasPrefix("pipe:") { return isWrite ? pipeWrite : pipeRead }
        if link.hasPrefix("socket:") { return .control }
        guard link.hasPrefix("/"), !link.hasPrefix("/dev/") else { return nil }
        return link.contains("/journal/") ? .journal : .files
    }

    /// The kernel's name of what a descriptor leads to; empty where there is none.
    package static func link(_ process: pid_t, _ descriptor: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { room in
            let count = readlink(
                "/proc/\(process)/fd/\(descriptor)", room.baseAddress!, room.count)
            let bytes = room[..<max(0, count)].map { UInt8(bitPattern: $0) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
