import Foundation

/// Variants as sources for the program's own build system: rewritten units, and a compiler command
/// that takes them where the build names the originals.
package struct RewrittenSources: Sendable {
    private let request: GenerationRequest
    private let workshop: Workshop
    private let report: @Sendable (String) -> Void

    /// What was done to one variant; `rewriting.json` beside its sources.
    package struct Manifest: Codable, Equatable, Sendable {
        package var schemaVersion = 1
        package var name: String
        package var seed: UInt64
        /// Draws it took: those that a layer rejected and this one.
        package var draws: Int
        package var units: Int
        package var transforms: [VariantManifest.AppliedTransform]
        package var soundness: SoundnessReport
    }

    /// - Parameter report: told of each draw that a layer rejected, from any thread.
    /// - Throws: what is wrong with the request before anything is written.
    package init(
        _ request: GenerationRequest, report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(GenerationError) {
        self.request = request
        self.report = report
        workshop = try Workshop(Original(request), request)
    }

    /// Writes `v01/<unit>.c`, `v01/cc`, `v01/units` and `v01/rewriting.json`, and so on.
    package func callAsFunction() throws(GenerationError) -> [Manifest] {
        let numbers = Array(0..<request.count)
        return try ParallelWork.map(numbers, jobs: request.jobs) {
            number throws(GenerationError) in try write(number)
        }
    }

    /// Draws seeds until no layer has an objection: terms may tell apart what C does not.
    private func draw(
        _ number: Int
    ) throws(GenerationError) -> (seed: UInt64, draws: Int, program: RewrittenProgram) {
        var random = SeededGenerator(seed: request.seed, purpose: "rewriting \(number)")
        let name = FamilyDraws.variantName(number)
        var reason = ""
        for draws in 1...request.drawsMax {
            let seed = random.next() >> 11
            let rewritten = try workshop.rewrite(seed: seed)
            guard let rejection = rewritten.soundness.rejection else {
                return (seed, draws, rewritten)
            }
            reason = rejection
            report("\(name): redrawn (seed \(seed)): \(reason)")
        }
        throw GenerationError(
            .badData,
            "cannot generate variant '\(name)': \(request.drawsMax) draws rejected, "
                + "the last because: \(reason)")
    }

    private func write(
        _ number: Int
    ) throws(GenerationError) -> Manifest {
        let name = FamilyDraws.variantName(number)
        let folder = "\(request.output)/\(name)"
        let (seed, draws, rewritten) = try draw(number)
        try workshop.write(rewritten.texts, to: folder)
        let units = workshop.original.units.map { unit in
            let file = "\(folder)/\(unit.name).c"
            let words = [unit.file, file] + CommandFlags.definitions(unit.flags)
            return words.joined(separator: "\t") + "\n"
        }
        let manifest = Manifest(
            name: name, seed: seed, draws: draws, units: units.count,
            transforms: rewritten.transforms,
            soundness: rewritten.soundness)
        do {
            try Data(units.joined().utf8).write(to: URL(fileURLWithPath: "\(folder)/units"))
            try Data(Self.compiler.utf8).write(to: URL(fileURLWithPath: "\(folder)/cc"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/cc")
            try Data((manifest.json + "\n").utf8).write(
                to: URL(fileURLWithPath: "\(folder)/rewriting.json"))
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(folder)': \(error)")
        }
        return manifest
    }

    /// Replaces a source by the unit that was made from it under the same definitions; without one
    /// it fails, for a struct may lie differently in all others.
    private static let compiler = #"""
        #!/usr/bin/env python3
        """The compiler of a build system, given a variant's sources instead of the originals.

        Runs THRICE_CC (default: gcc) with every C file replaced by its rewritten unit. A C file
        that is no unit is an error, unless THRICE_CC_LENIENT is set.
        """
        import os
        import sys

        here = os.path.dirname(os.path.realpath(__file__))
        units = {}
        with open(os.path.join(here, "units")) as table:
            for line in table:
                source, unit, *definitions = line.rstrip("\n").split("\t")
                units[(os.path.realpath(source), tuple(definitions))] = unit
        arguments = sys.argv[1:]
        words = []
        for word in arguments:
            if words and words[-1] in ("-D", "-U"):
                words[-1] += word
            else:
                words.append(word)
        key = tuple(sorted(word for word in words if word[:2] in ("-D", "-U")))
        sources = {source for source, _ in units}
        result = []
        for index, word in enumerate(arguments):
            isFile = word.endswith(".c") and (index == 0 or arguments[index - 1] != "-o")
            if isFile and os.path.exists(word):
                unit = units.get((os.path.realpath(word), key))
                if unit is None and "THRICE_CC_LENIENT" not in os.environ:
                    known = os.path.realpath(word) in sources
                    why = "with these definitions" if known else "of the variant"
                    sys.exit(f"cannot compile '{word}': it is no unit {why}")
                word = unit or word
            result.append(word)
        compiler = os.environ.get("THRICE_CC", "gcc").split()
        if any(word in units.values() for word in result):
            compiler.append("-w")
        os.execvp(compiler[0], compiler + result)

        """#
}
