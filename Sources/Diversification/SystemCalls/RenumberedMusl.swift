import Foundation

/// A musl whose system calls say codes that the linker fills in: built once, for all seeds.
package struct RenumberedMusl: Sendable {
    /// Headers in `include`, start files and archives in `lib`.
    package let directory: String
    package let native: NativeSystemCalls
    /// The cache it lies in.
    let cache: String
    /// Names its build: source, compiler and our texts.
    let key: String

    private static let flags = [
        "-Os", "-pipe", "-fno-pie", "-mno-red-zone", "-fno-stack-protector",
    ]

    /// Finds it in the cache, or fetches the source and builds it.
    /// - Parameters:
    ///   - cache: an absolute path; made when missing.
    ///   - jobs: compilations at a time. The build takes a minute of processor time.
    /// - Throws: `toolMissing` when source or tools cannot be had, `badData` when it does not
    ///   build.
    package init(
        cache: String, compiler: String = "gcc", jobs: Int = 2
    ) throws(GenerationError) {
        let source = try MuslSource(inCache: cache)
        let tablePath = "\(source.directory)/\(RenumberedHeaders.table)"
        guard let table = FileManager.default.contents(atPath: tablePath) else {
            throw GenerationError(.badData, "cannot read '\(tablePath)': no such file")
        }
        let native = try NativeSystemCalls(header: String(decoding: table, as: UTF8.self))
        let key = try Self.key(source, native, compiler: compiler, cache: cache)
        directory = try CacheFolder(path: cache).entry("musl-\(key)/base") {
            folder throws(GenerationError) in
            let build = MuslBuild(
                source: source, compiler: compiler, flags: Self.flags, folder: folder, jobs: jobs)
            try build(native: native)
        }
        self.native = native
        self.cache = cache
        self.key = key
    }

    /// The libc of one variant.
    /// - Complexity: a run of the assembler; nothing when it is in the cache.
    package func libc(seed: UInt64) throws(GenerationError) -> RenumberedLibc {
        try RenumberedLibc(self, seed: seed)
    }

    private static func key(
        _ source: MuslSource, _ native: NativeSystemCalls, compiler: String, cache: String
    ) throws(GenerationError) -> String {
        let version = ToolRun(arguments: [compiler, "--version"])()
        guard version.hasSucceeded else {
            throw GenerationError(
                .toolMissing, "cannot build musl: no compiler '\(compiler)'", hint: "thrice doctor")
        }
        let paths = (FileManager.default.subpaths(atPath: source.directory) ?? []).sorted()
            .filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") || $0.hasSuffix(".s") }
            .map { "\(source.directory)/\($0)" }
        let contents = try Digests.ofFiles(paths).joined()
        let recipe =
            MuslPatch.texts + [RenumberedHeaders.internalTable(native)] + flags
            + [source.version, compiler, String(decoding: version.output, as: UTF8.self), contents]
        let file = "\(cache)/.recipe-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        do {
            try Data(recipe.joined(separator: "\0").utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(file)': \(error)")
        }
        return String(try Digests.ofFiles([file])[0].dropFirst("sha256:".count).prefix(16))
    }
}
