import Foundation

/// What a run and its gate say of themselves (`docs/FORMATS.md`), as far as a campaign asks: what
/// was wrong.
enum LiveSummary {
    /// Of `summary.json`, as `restarts 1` or `v02 silent 1`; one that is not there tells something,
    /// too.
    static func troubles(ofRun path: String) -> [String] {
        guard let run = object(path), let replicas = run["replicas"] as? [[String: Any]] else {
            return ["no summary"]
        }
        let own = [
            "masked", "restrictive", "held", "restarts", "supervisorsLost",
            "journalersLost", "resumptions", "beyondFaults", "failedCheckpoints", "unrecorded",
        ]
        let theirs = [
            "crashed", "dissented", "late", "lateDissented", "malformed", "rejected", "silent",
        ]
        let lifeless = run["lifeless"] as? [String: Any] ?? [:]
        let ending = run["ending"] as? String ?? ""
        return (ending == "finished" ? [] : ["ending \(ending)"]) + counts(run, own)
            + counts(lifeless, lifeless.keys.sorted()).map { "lifeless \($0)" }
            + replicas.flatMap { replica in
                counts(replica, theirs).map { "\(replica["name"] as? String ?? "") \($0)" }
            }
    }

    /// The names of the replicas that have answered after a deadline.
    static func late(ofRun path: String) -> Set<String> {
        let replicas = object(path)?["replicas"] as? [[String: Any]] ?? []
        return Set(
            replicas.filter { !counts($0, ["late"]).isEmpty }.compactMap { $0["name"] as? String })
    }

    /// Of the gate's summary, as `gate gap 1`.
    static func troubles(ofGate path: String) -> [String] {
        guard let gate = object(path), let faults = gate["faults"] as? [String: Any] else {
            return ["no summary of the gate"]
        }
        let isInOrder = gate["endedInOrder"] as? Bool == true
        return counts(faults, faults.keys.sorted()).map { "gate \($0)" }
            + (isInOrder ? [] : ["gate without end"])
    }

    private static func object(_ path: String) -> [String: Any]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    }

    private static func counts(_ object: [String: Any], _ names: [String]) -> [String] {
        names.compactMap { name in
            let count = (object[name] as? NSNumber)?.intValue ?? 0
            return count == 0 ? nil : "\(name) \(count)"
        }
    }
}
