import Ensembles
import Supervision

extension EnsembleRun {
    /// The level, and what the kernel refuses of it; nil for what everybody has.
    var isolationWords: String? {
        guard ensemble.isolation.isSandbox else { return nil }
        let refused = (try? SandboxTrial.missing().get())?.names ?? ["a process for it"]
        let level = Isolation.sandbox.rawValue
        guard !refused.isEmpty else { return level }
        return "\(level), without \(refused.joined(separator: ", ")), which the kernel refuses"
            + " (thrice doctor)"
    }

    /// With `isolation: require` nothing may be missing.
    func checkIsolation() throws {
        guard ensemble.isolation == .require else { return }
        let refused = (try? SandboxTrial.missing().get())?.names ?? ["a process for it"]
        guard !refused.isEmpty else { return }
        throw ThriceError(
            .toolMissing,
            "cannot isolate replicas: the kernel refuses \(refused.joined(separator: ", "))",
            hint: "thrice doctor, or isolation: sandbox")
    }
}
