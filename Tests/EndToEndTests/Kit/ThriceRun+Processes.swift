import Foundation
import Testing

extension ThriceRun {
    /// What the run folder says now: `guardian`, `supervisor`, `voter`, `replica r1`, … to pid.
    /// Every process seen here has to be gone when the run is.
    func pids() throws -> [String: pid_t] {
        let text = try String(contentsOfFile: scratch.path("run/pids"), encoding: .utf8)
        var found: [String: pid_t] = [:]
        for line in text.split(separator: "\n") {
            guard let space = line.lastIndex(of: " "),
                let pid = pid_t(line[space...].dropFirst()), pid > 0
            else { throw KitError("cannot read the line '\(line)' of the file of pids") }
            let name = String(line[..<space])
            found[name] = pid
            if watched[pid] == nil { watched[pid] = ProcessWatch(pid, name: name) }
        }
        return found
    }

    /// Waits for a file of pids that satisfies the condition.
    func waitForPids(
        within limit: Duration = .seconds(15), until isMet: ([String: pid_t]) -> Bool
    ) throws {
        let changes = inotify_init1(Int32(IN_CLOEXEC))
        defer { close(changes) }
        inotify_add_watch(changes, scratch.path("run"), UInt32(IN_MOVED_TO))
        let end = ContinuousClock.now + limit
        var events = [UInt8](repeating: 0, count: 4096)
        while try !isMet(pids()) {
            var entry = pollfd(fd: changes, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, (end - ContinuousClock.now).wholeMilliseconds) > 0 else {
                throw KitError("the pids are not as wanted within \(limit): \(try pids())")
            }
            _ = read(changes, &events, events.count)
        }
    }

    func pid(_ name: String) throws -> pid_t {
        guard let pid = try pids()[name] else { throw KitError("there is no pid of '\(name)'") }
        return pid
    }

    /// Returns when a killed process is dead.
    func signal(_ name: String, _ number: Int32) throws {
        let pid = try pid(name)
        kill(pid, number)
        if number == SIGKILL, let watch = watched[pid], !watch.hasEnded(within: .seconds(5)) {
            throw KitError("'\(name)' outlives SIGKILL")
        }
    }

    /// Nothing of the run may be left `limit` after now.
    func expectNothingLeft(
        within limit: Duration = .zero, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let end = ContinuousClock.now + limit
        let known = Array(watched.values) + Leftovers.marked(mark)
        let left = known.filter { !$0.hasEnded(within: max(.zero, end - ContinuousClock.now)) }
        let names = left.map { "\($0.pid) \($0.name)" } + Leftovers.marked(mark).map(\.name)
        #expect(names.isEmpty, "left behind", sourceLocation: sourceLocation)
    }
}
