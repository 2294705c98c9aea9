import Foundation
import Testing

extension ThriceRun {
    /// What the run folder says: `guardian`, `supervisor`, `voter`, `replica r1`, … to pid.
    /// Every process seen here has to be gone when the run is.
    ///
    /// - Parameter names: those it has to tell of: a run answers before its guardian, which may
    ///   have to wait for a processor, has written down who does.
    func pids(naming names: [String] = ["guardian"]) throws -> [String: pid_t] {
        var found: [String: pid_t] = [:]
        try waitForPids {
            found = $0
            return names.allSatisfy { found[$0] != nil }
        }
        return found
    }

    private func pidsNow() throws -> [String: pid_t] {
        var found: [String: pid_t] = [:]
        let path = scratch.path("run/pids")
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return found }
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
        // The run may not have come to making its folder.
        mkdir(scratch.path("run"), 0o755)
        inotify_add_watch(changes, scratch.path("run"), UInt32(IN_MOVED_TO))
        let end = ContinuousClock.now + limit
        var events = [UInt8](repeating: 0, count: 4096)
        while try !isMet(pidsNow()) {
            var entry = pollfd(fd: changes, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, (end - ContinuousClock.now).wholeMilliseconds) > 0 else {
                throw KitError("the pids are not as wanted within \(limit): \(try pidsNow())")
            }
            _ = read(changes, &events, events.count)
        }
    }

    func pid(_ name: String) throws -> pid_t {
        try pids(naming: [name])[name]!
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
