import Foundation

/// What a run and its gate say of themselves (`docs/FORMATS.md`), as far as a campaign asks: whether
/// anything was wrong.
struct LiveSummary {
    /// Of `summary.json`; one that is not there tells that, too.
    static func tellsTrouble(ofRun path: String) -> Bool {
        guard let run = object(path), let replicas = run["replicas"] as? [[String: Any]] else {
            return true
        }
        let own = [
            "masked", "restrictive", "held", "restarts", "supervisorsLost", "resumptions",
            "beyondFaults", "failedCheckpoints", "unrecorded",
        ]
        let theirs = [
            "crashed", "dissented", "late", "lateDissented", "malformed", "rejected", "silent",
        ]
        return run["ending"] as? String != "finished" || counts(run, own)
            || replicas.contains { counts($0, theirs) }
    }

    static func tellsTrouble(ofGate path: String) -> Bool {
        guard let gate = object(path), let faults = gate["faults"] as? [String: Any] else {
            return true
        }
        return counts(faults, Array(faults.keys)) || gate["endedInOrder"] as? Bool != true
    }

    private static func object(_ path: String) -> [String: Any]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    }

    private static func counts(_ object: [String: Any], _ names: [String]) -> Bool {
        names.contains { (object[$0] as? NSNumber)?.intValue ?? 0 != 0 }
    }
}
