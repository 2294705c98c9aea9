import Diversification
import Foundation

/// A family for other machines, in a directory of its own, built by few compilers.
struct MachineFamily {
    /// What the tests of other machines need, as it lies in PATH.
    static let tools = ["aarch64", "s390x"].flatMap { ["\($0)-linux-gnu-gcc", "qemu-\($0)"] }

    static let isPossible = tools.allSatisfy { place(of: $0) != nil }

    let directory: TemporaryDirectory
    /// The starters name what lies here.
    private let compilers: TemporaryDirectory
    let manifest: FamilyManifest
    let events: [String]

    var output: String { "\(directory.path)/out" }

    /// - Parameter compilers: a folder with them; nil: gcc and `tools`.
    init(
        _ source: String, machines: [TargetMachine], count: Int, demands: String = "1 2\n3 4\n",
        compilers: TemporaryDirectory? = nil, diversity: DiversityTarget? = nil
    ) throws {
        directory = try TemporaryDirectory()
        let file = "\(directory.path)/sum.c"
        let demandsFile = "\(directory.path)/demands.txt"
        try source.write(toFile: file, atomically: true, encoding: .utf8)
        try demands.write(toFile: demandsFile, atomically: true, encoding: .utf8)
        self.compilers = try compilers ?? Self.folder(with: ["gcc"] + Self.tools)
        var request = GenerationRequest(
            sources: [file], output: "\(directory.path)/out", count: count, seed: 7,
            path: self.compilers.path)
        request.demands = demandsFile
        request.machines = machines
        request.diversity = diversity
        request.jobs = 2
        var events: [String] = []
        manifest = try FamilyGenerator(request) { events.append($0) }()
        self.events = events
    }

    /// What a variant answers to the demands.
    func run(_ variant: String, arguments: [String] = []) -> ToolRun.Result {
        ToolRun(
            arguments: ["\(output)/\(variant)/sum"] + arguments,
            input: "\(directory.path)/demands.txt")()
    }

    /// Every file of the family with its content.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: output)
        where !name.hasPrefix(".cache") {
            files[name] = FileManager.default.contents(atPath: "\(output)/\(name)")
        }
        return files
    }

    /// A folder with links to these tools, as far as they are there.
    static func folder(with names: [String]) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        for name in names {
            guard let place = place(of: name) else { continue }
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(name)", withDestinationPath: place)
        }
        return folder
    }

    private static func place(of name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
