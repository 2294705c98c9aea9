import Ensembles
import Foundation
import Supervision

/// What a seat gets whose build is used up.
extension EnsembleRun {
    /// Other builds and spares, and where it is kept who sits where.
    func tellRenewal(
        _ plan: inout SupervisionPlan, folder: RunFolder, _ executable: String
    ) throws {
        let absolute = URL(fileURLWithPath: folder.path).standardizedFileURL.path
        plan.spares = ensemble.spares.map { replicaPlan($0, at: 0, executable) }
        for spare in plan.spares { try checkIsThere(spare) }
        plan.building = try buildPlan(folder: "\(absolute)/builds")
        plan.seatsPath = "\(absolute)/\(SeatList.fileName)"
    }

    private func buildPlan(folder: String) throws -> BuildPlan? {
        guard let health = ensemble.health, health.rebuilds > 0, let variants = ensemble.variants
        else { return nil }
        // One job: the vote goes on beside it.
        let call = try GeneratorCall(ensemble, jobs: 1)
        let first = ensemble.versions.count
        return BuildPlan(
            generator: call.executable, arguments: call.programArguments,
            environment: ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" },
            seed: variants.seed, seats: first..<first + variants.count,
            program: ensemble.program, folder: folder,
            nanosecondsMax: health.rebuildNanosecondsMax)
    }

    /// Nobody starts it before it is needed: what is missing then is told now.
    private func checkIsThere(_ spare: ReplicaPlan) throws {
        let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let program = spare.adapted ?? spare.executable
        do throws(ExecutablePath.Failure) {
            _ = try ExecutablePath.find(program, searchPath: searchPath)
        } catch {
            throw ThriceError(
                .missingInput, "cannot use the spare '\(spare.name)': '\(program)': \(error.text)")
        }
    }
}
