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
