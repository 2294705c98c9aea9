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
    /// - Parameters:
    ///   - target: has the same mark and stays.
    ///   - unmarked: children that had another mark when they were looked at last, and have been
    ///     ours ever since; kept from call to call, so that nobody is looked at twice.
    package func remove(
        sparing target: pid_t, knowing unmarked: inout Set<pid_t>
    ) throws(TracingError) {
        let limit = UInt64(thrice_now()) + 5_000_000_000
        while true {
            let children = children
            unmarked.formIntersection(children)
            var found: [pid_t] = []
            for child in children where child != target && !unmarked.contains(child) {
                let variables = KernelFile.bytes("/proc/\(child)/environ")
                if isMarked(variables) {
                    found.append(child)
                } else if !variables.isEmpty || KernelFile.state(of: child).first == "Z" {
                    // Who is just becoming another program has none, and nor have the dead.
                    unmarked.insert(child)
                }
            }
            if found.isEmpty { return }
            guard UInt64(thrice_now()) < limit else { throw .leftBehind(processes: found) }
            for child in found { kill(child, SIGKILL) }
            for child in found { while waitpid(child, nil, wait) < 0 && errno == EINTR {} }
        }
    }

    /// The same once, with nothing to keep.
    package func remove() throws(TracingError) {
        var unmarked: Set<pid_t> = []
        try remove(sparing: 0, knowing: &unmarked)
    }

    private var wait: Int32 { Int32(bitPattern: UInt32(__WALL)) }

    /// Of our first thread: that is where orphans go.
    private var children: [pid_t] {
        KernelFile.text("/proc/self/task/\(getpid())/children").split(separator: " ")
            .compactMap { pid_t($0) }
    }

    /// Whether there is a mark among variables, each of which ends with a zero.
    private func isMarked(_ variables: [UInt8]) -> Bool {
        variables.split(separator: 0).contains { variable in
            marks.contains { variable.starts(with: $0.utf8) }
        }
    }
}
