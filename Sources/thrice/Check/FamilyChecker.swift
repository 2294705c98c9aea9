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
        var expected: [Set<String>] = []
        for (index, name) in names.enumerated() {
            let manifest: ManifestRecord? = read(
                "\(name)/manifest.json", into: &report.problems)
            let entry = listed?.variants[index]
            expected.append(
                Set([entry?.binaryDigest, manifest?.binaryDigest].compactMap { $0 }))
            report.variants.append(
                .init(
                    name: name,
                    toolchain: entry?.toolchain ?? manifest?.toolchain.compiler.name ?? "?",
                    data: manifest?.data, executable: .unknown, soundness: manifest?.soundness))
        }
        compareExecutables(with: expected, program: listed?.program, &report)
        // A replaced binary is told already, and is no reason of the family's own.
        if report.failures.isEmpty {
            report.outOfDate = family.reasonToGenerate(
                generator: SiblingExecutable.path("thrice-generate"), digests: FileDigests.sha256)
        }
        return report
    }

    private func compareExecutables(
        with expected: [Set<String>], program: String?, _ report: inout FamilyReport
    ) {
        let paths = report.variants.map { variant in
            "\(ensemble.buildPath)/\(variant.name)/\(program ?? ensemble.program)"
        }
        let there = paths.indices.filter { FileManager.default.fileExists(atPath: paths[$0]) }
        for index in paths.indices where !there.contains(index) {
            report.variants[index].executable = .missing
        }
        guard !there.isEmpty, let digests = FileDigests.sha256(there.map { paths[$0] }) else {
            return
        }
        for (index, digest) in zip(there, digests) where !expected[index].isEmpty {
            report.variants[index].executable =
                expected[index] == [digest] ? .asChecked : .replaced
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
