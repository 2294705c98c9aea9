import Foundation

extension ThriceRun {
    /// The lines of `events.jsonl` so far.
    func events() throws -> [[String: Any]] {
        let text = try String(contentsOfFile: scratch.path("run/events.jsonl"), encoding: .utf8)
        // The last line may be on its way still.
        return text.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// The names of those about one replica, in their order.
    func events(of replica: String) throws -> [String] {
        try events().filter { $0["replica"] as? String == replica }
            .compactMap { $0["event"] as? String }
    }

    /// Whether a replica has started behind an event of its own. The end of its process before may
    /// be told later.
    func hasStarted(_ replica: String, behind event: String) throws -> Bool {
        let events = try events(of: replica)
        return events.lastIndex(of: event).map { events[$0...].contains("started") } ?? false
    }

    /// The first one of a name; nil when it has not come.
    func event(_ name: String) throws -> [String: Any]? {
        try events().first { $0["event"] as? String == name }
    }
}
