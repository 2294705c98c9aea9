import Ensembles
import Foundation
import Reporting
import Supervision

/// Reads what the generator wrote beside an ensemble's variants, and holds the executables against
/// it. What is damaged is told with its place; the rest is read all the same.
struct FamilyChecker {
    let ensemble: Ensemble
    private let family: VariantFamily

    /// Nil for an ensemble without generated variants.
    init?(_ ensemble: Ensemble) {
        guard let family = VariantFamily(of: ensemble) else { return nil }
        self.ensemble = ensemble
        self.family = family
    }

    func report() -> FamilyReport {
        let name = VariantFamily.fileName
        guard FileManager.default.fileExists(atPath: "\(ensemble.buildPath)/\(name)") else {
            return FamilyReport(isGenerated: false)
        }
        var report = FamilyReport(isGenerated: true)
        let listed: FamilyRecord? = read(name, into: &report.problems)
        report.seed = listed?.seed
        let names = listed?.variants.map(\.name) ?? ensemble.generatedReplicas.map(\.name)
        var files: [[Built]] = []
        for (index, name) in names.enumerated() {
            let manifest: ManifestRecord? = read(
                "\(name)/manifest.json", into: &report.problems)
            let entry = listed?.variants[index]
            files.append(
                built(name, program: listed?.program ?? ensemble.program, entry, manifest))
            report.variants.append(
                .init(
                    name: name,
                    toolchain: entry?.toolchain ?? manifest?.toolchain.compiler.name ?? "?",
                    data: manifest?.data, executable: .unknown, soundness: manifest?.soundness))
        }
        compare(files, &report)
        // A replaced binary is told already, and is no reason of the family's own.
        if report.failures.isEmpty {
            report.outOfDate = family.reasonToGenerate(
                generator: SiblingExecutable.path("thrice-generate"), digests: FileDigests.sha256)
        }
        return report
    }

    /// A file of a variant, and the digests that it should have: one, where nothing is damaged.
    private struct Built {
        let path: String
        let expected: Set<String>

        init(_ path: String, _ expected: [String?]) {
            self.path = path
            self.expected = Set(expected.compactMap { $0 })
        }
    }

    /// The program or, for another machine, the executable beside it and what starts it.
    private func built(
        _ name: String, program: String, _ entry: FamilyRecord.Variant?, _ manifest: ManifestRecord?
    ) -> [Built] {
        let path = "\(ensemble.buildPath)/\(name)/\(program)"
        let digests = [entry?.binaryDigest, manifest?.binaryDigest]
        guard let machine = entry?.machine ?? manifest?.toolchain.machine else {
            return [Built(path, digests)]
        }
        return [
            Built("\(path).\(machine.name)", digests),
            Built(path, [entry?.starterDigest, manifest?.starterDigest]),
        ]
    }

    private func compare(_ files: [[Built]], _ report: inout FamilyReport) {
        let isThere = files.map { built in
            built.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
        }
        for index in files.indices where !isThere[index] {
            report.variants[index].executable = .missing
        }
        let there = files.indices.filter { isThere[$0] }.flatMap { index in
            files[index].map { (index, $0) }
        }
        guard !there.isEmpty, let digests = FileDigests.sha256(there.map(\.1.path)) else { return }
        for ((index, file), digest) in zip(there, digests)
        where !file.expected.isEmpty && report.variants[index].executable != .replaced {
            report.variants[index].executable =
                file.expected == [digest] ? .asChecked : .replaced
        }
    }

    /// - Parameter name: as seen from the build folder.
    private func read<Record: GeneratedRecord>(
        _ name: String, into problems: inout [String]
    ) -> Record? {
        let path = "\(ensemble.buildPath)/\(name)"
        func fail(_ cause: String) -> Record? {
            let hint = "(hint: thrice generate \(ensemble.folder) --force)"
            problems.append("cannot read 'build/\(name)': \(cause) \(hint)")
            return nil
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            return fail(isThere ? "it is not readable" : "no such file")
        }
        do {
            let version = try JSONDecoder().decode(RecordVersion.self, from: data).schemaVersion
            guard version == Record.schemaVersionKnown else {
                return fail("schemaVersion is \(version), not \(Record.schemaVersionKnown)")
            }
            return try JSONDecoder().decode(Record.self, from: data)
        } catch let error as DecodingError {
            return fail(error.place(in: data))
        } catch {
            return fail("\(error)")
        }
    }
}
