import CLinux
import Glibc
import Wiring

/// Ends a process of ours and all that it has started.
package struct Remains {
    let process: pid_t
    /// Nil: it is in somebody else's group.
    let group: pid_t?
    /// In the environment of whatever it started: what a variable there begins with.
    let marks: [String]

    init(process: pid_t, group: pid_t?, mark: String) {
        self.init(process: process, group: group, marks: [mark])
    }

    package init(process: pid_t, group: pid_t?, marks: [String]) {
        (self.process, self.group, self.marks) = (process, group, marks)
    }

    /// Kills it, with its group, and takes its end.
    package func reap() -> ProcessEnd {
        if let group { kill(-group, SIGKILL) }
        kill(process, SIGKILL)
        // With a group: children of the process came to us when it ended, and its threads, if they
        // are traced, have to be waited for before itself. The killed cannot fork any more.
        let whom = group.map { -$0 } ?? process
        var end: Int32 = 0
        var status: Int32 = 0
        while true {
            let ended = waitpid(whom, &status, wait)
            if ended == process { end = status }
            if ended < 0 && errno != EINTR { return ProcessEnd(waitStatus: end) }
        }
    }

    /// Ends who has left the group; call it after `reap`.
    ///
    /// An orphan comes to us, so each pass finds the children of those that the one before killed.
    ///
    /// - Parameter target: has the same mark and stays.
    package func remove(sparing target: pid_t) throws(TracingError) {
        let limit = UInt64(thrice_now()) + 5_000_000_000
        while true {
            let found = children.filter { $0 != target && isMarked($0) }
            if found.isEmpty { return }
            guard UInt64(thrice_now()) < limit else { throw .leftBehind(processes: found) }
            for child in found { kill(child, SIGKILL) }
            for child in found { while waitpid(child, nil, wait) < 0 && errno == EINTR {} }
        }
    }

    private var wait: Int32 { Int32(bitPattern: UInt32(__WALL)) }

    /// Of our first thread: that is where orphans go.
    private var children: [pid_t] {
        KernelFile.text("/proc/self/task/\(getpid())/children").split(separator: " ")
            .compactMap { pid_t($0) }
    }

    private func isMarked(_ process: pid_t) -> Bool {
        KernelFile.bytes("/proc/\(process)/environ").split(separator: 0)
            .contains { variable in marks.contains { variable.starts(with: $0.utf8) } }
    }
}
