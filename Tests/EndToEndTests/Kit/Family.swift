import Foundation

/// An ensemble of this repository, copied to a folder of its own and generated there once.
struct Family {
    let folder: URL
    let demands: [String]
    let rightAnswers: [String]
    let generation: Outcome

    static let launch = Result {
        try Family("launch", answers: "demands/oracle.txt")
    }
    static let brakes = Result {
        try Family("brakes", answers: "demands/expected.txt")
    }

    private init(_ program: String, answers: String) throws {
        let source = Fixture.root.appendingPathComponent("variants/\(program)")
        folder = URL(fileURLWithPath: try Fixture.path(".")).appendingPathComponent(program)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let generated = [".thrice", "build", "recorded"]
        for entry in try FileManager.default.contentsOfDirectory(atPath: source.path)
        where !generated.contains(entry) {
            try FileManager.default.copyItem(
                at: source.appendingPathComponent(entry), to: folder.appendingPathComponent(entry))
        }
        demands = try lines(folder.appendingPathComponent("demands/demands.txt"))
        rightAnswers = try lines(folder.appendingPathComponent(answers))
        let run = try ThriceRun(["generate", folder.path], input: .none)
        generation = try run.finish(within: .seconds(120))
        guard generation.status == 0 else {
            throw KitError("cannot generate '\(program)': \(generation.stderr)")
        }
    }

    /// The generated executables, in the order of their names.
    func variants() throws -> [String] {
        let build = folder.appendingPathComponent("build")
        return try FileManager.default.contentsOfDirectory(atPath: build.path)
            .filter { $0.hasPrefix("v") }.sorted()
            .map { build.appendingPathComponent("\($0)/\(folder.lastPathComponent)").path }
            .filter { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
