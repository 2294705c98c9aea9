import Diversification
import Foundation

/// The mutants of a small program, in a directory of their own.
struct MutantRun {
    let directory: TemporaryDirectory
    let manifest: MutantManifest

    var output: String { "\(directory.path)/out" }

    /// - Parameter body: of `static int answer(int n)`, which is called for every demand.
    init(
        _ body: String, globals: String = "", operators: [String] = [], demands: String? = nil,
        change: (inout MutantRequest) -> Void = { _ in }
    ) throws {
        try self.init(
            source: Self.program(body, globals: globals), operators: operators, demands: demands,
            change: change)
    }

    init(
        source: String, operators: [String] = [], demands: String? = nil,
        change: (inout MutantRequest) -> Void = { _ in }
    ) throws {
        directory = try TemporaryDirectory()
        manifest = try Self.generate(source, in: directory, operators, demands, change)
    }

    static func generate(
        _ source: String, in directory: TemporaryDirectory, _ operators: [String],
        _ demands: String?, _ change: (inout MutantRequest) -> Void = { _ in }
    ) throws -> MutantManifest {
        let file = "\(directory.path)/program.c"
        try source.write(toFile: file, atomically: true, encoding: .utf8)
        var request = MutantRequest(
            sources: [file], output: "\(directory.path)/out", seed: 1,
            path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        request.operators = operators
        request.jobs = 2
        if let demands {
            request.demands = "\(directory.path)/demands.txt"
            try demands.write(
                toFile: "\(directory.path)/demands.txt", atomically: true, encoding: .utf8)
        }
        change(&request)
        return try MutantGenerator(request)()
    }

    /// One number a line in, one answer a line out.
    static func program(_ body: String, globals: String = "") -> String {
        """
        #include <stdio.h>
        #include <stdlib.h>
        \(globals)
        static int answer(int n) {
        \(body)
        }

        int main(void) {
            char line[32];
            while (fgets(line, sizeof line, stdin)) { printf("%d\\n", answer(atoi(line))); }
            return 0;
        }

        """
    }

    /// Those of the function under test, as `before -> after` with what became of them.
    var states: [String: Mutant.Status] {
        var states: [String: Mutant.Status] = [:]
        for mutant in manifest.mutants where mutant.function != "main" {
            states["\(mutant.before) -> \(mutant.after)"] = mutant.status
        }
        return states
    }

    func mutant(_ change: String) -> Mutant? {
        manifest.mutants.first {
            "\($0.before) -> \($0.after)" == change && $0.function != "main"
        }
    }

    /// Every file with its content, the cache apart.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: output)
        where !name.hasPrefix(".cache") {
            files[name] = FileManager.default.contents(atPath: "\(output)/\(name)")
        }
        return files
    }
}
