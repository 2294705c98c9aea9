import Foundation

/// musl's source, unpacked: found in a cache, or fetched as Debian's source package.
package struct MuslSource: Sendable {
    /// The source tree.
    package let directory: String
    package let version: String

    private static let name = "musl-source"
    private static let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"

    /// - Parameter cache: looks for `musl-source/musl-*`; fetches into it when there is none.
    /// - Throws: `toolMissing` when it is not there and cannot be fetched.
    package init(inCache cache: String) throws(GenerationError) {
        let folder = try CacheFolder(path: cache).entry(Self.name) {
            folder throws(GenerationError) in
            try Self.fetch(into: folder, shown: "\(cache)/\(Self.name)")
        }
        guard let tree = Self.tree(in: folder) else {
            throw GenerationError(
                .badData, "cannot find the source of musl: no musl-* in '\(folder)'",
                hint: "rm -r '\(folder)' to fetch it anew")
        }
        self = tree
    }

    private init(directory: String, version: String) {
        self.directory = directory
        self.version = version
    }

    private static func tree(in folder: String) -> MuslSource? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted().reversed() where name.hasPrefix("musl-") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)/VERSION")
            else { continue }
            return MuslSource(
                directory: "\(folder)/\(name)",
                version: String(decoding: data, as: UTF8.self).firstLine)
        }
        return nil
    }

    /// apt checks signature and digests. Its lists and downloads stay in the folder: neither the
    /// machine's own lists nor its sources need to have source packages, and nobody need be root.
    private static func fetch(into folder: String, shown: String) throws(GenerationError) {
        let scratch = "\(folder)/apt"
        let sources = try repositories().map { repository in
            "deb-src [signed-by=\(keyring)] \(repository) main\n"
        }
        do {
            for place in ["lists/partial", "cache/archives/partial"] {
                try FileManager.default.createDirectory(
                    atPath: "\(scratch)/\(place)", withIntermediateDirectories: true)
            }
            try Data(sources.joined().utf8).write(to: URL(fileURLWithPath: "\(scratch)/list"))
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(scratch)': \(error)")
        }
        let options = [
            "Dir::Etc::SourceList=\(scratch)/list", "Dir::Etc::SourceParts=/dev/null",
            "Dir::State::Lists=\(scratch)/lists", "Dir::Cache=\(scratch)/cache",
            "APT::Sandbox::User=root", "Acquire::Languages=none", "Acquire::Retries=2",
        ].flatMap { ["-o", $0] }
        for action in [["update", "--error-on=any"], ["source", "musl"]] {
            let result = ToolRun(
                arguments: ["apt-get", "-q"] + options + action, directory: folder,
                environment: ["LC_ALL": "C"], timeLimit: .seconds(300))()
            guard result.hasSucceeded else {
                let lines = result.errorText.split(whereSeparator: \.isNewline)
                let cause = lines.first { $0.hasPrefix("E:") } ?? lines.first
                throw GenerationError(
                    .toolMissing,
                    "cannot fetch the source package 'musl': "
                        + (cause.map(String.init) ?? "apt-get: \(result.ending)"),
                    hint: "apt-get install dpkg-dev, or unpack musl's source in '\(shown)'")
            }
        }
        try? FileManager.default.removeItem(atPath: scratch)
    }

    /// The mirrors of Debian's main archive that this machine uses, each with its suite.
    private static func repositories() throws(GenerationError) -> [String] {
        let targets = ToolRun(
            arguments: [
                "apt-get", "indextargets", "--format",
                "$(ORIGIN)|$(COMPONENT)|$(REPO_URI) $(CODENAME)", "Created-By: Packages",
            ], environment: ["LC_ALL": "C"])()
        if case .notStarted = targets.ending {
            throw GenerationError(
                .toolMissing, "cannot fetch the source package 'musl': no apt-get",
                hint: "unpack musl's source in the cache, below 'musl-source'")
        }
        let found = String(decoding: targets.output, as: UTF8.self)
            .split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("Debian|main|") }
            .map { String($0.dropFirst("Debian|main|".count)) }
        return found.isEmpty ? ["http://deb.debian.org/debian bookworm"] : found
    }
}
