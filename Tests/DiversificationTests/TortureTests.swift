import Diversification
import Foundation
import Testing

/// The execution tests of gcc, where a folder of them is given: `make torture`.
struct TortureTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test(.enabled(if: environment["THRICE_TORTURE"] != nil), .timeLimit(.minutes(60)))
    func `every torture program that passes unchanged passes as a variant`() throws {
        let folder = try #require(Self.environment["THRICE_TORTURE"])
        let pattern = Self.environment["THRICE_TORTURE_FILTER"] ?? ""
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".c") && (pattern.isEmpty || $0.contains(pattern)) }.sorted()
        try #require(!files.isEmpty, "no programs in '\(folder)'")
        var run = DifferentialRun(compiler: ["gcc", "-O1", "-w", "-pipe"], flags: ["-std=gnu17"])
        run.variants = Self.environment["THRICE_TORTURE_VARIANTS"].flatMap { Int($0) } ?? 3
        run.mustSucceed = true
        run.expandsMacros = true
        let torture = run
        let tally = torture.all(files.count) { index in
            try torture(path: "\(folder)/\(files[index])", seed: UInt64(index) * 100 + 1)
        }
        print(tally)
        #expect(tally.failures.isEmpty, "\(tally)")
        if pattern.isEmpty { #expect(tally.transformed > files.count / 2, "\(tally)") }
    }
}
