import Diversification
import Foundation
import Testing

/// The built `thrice-generate`, called as `thrice generate` calls it.
@Suite(.timeLimit(.minutes(15)))
struct CommandLineTests {
    /// Beside the test bundle, where the package manager puts all products.
    private static let command: String? = CommandLine.arguments.lazy
        .filter { $0.contains(".xctest") }
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/thrice-generate" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private func generate(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: ToolRun.Ending, output: String, errors: String) {
        let command = try #require(Self.command)
        let result = ToolRun(arguments: [command] + arguments, environment: environment)()
        return (
            result.ending, String(decoding: result.output, as: UTF8.self), result.errorText
        )
    }

    private func directory(_ source: String) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try source.write(toFile: "\(directory.path)/p.c", atomically: true, encoding: .utf8)
        return directory
    }

    @Test func `the JSON on standard output is the family's`() throws {
        let place = try directory("int main(void) { return 0; }")
        let (status, output, errors) = try generate([
            "--source", "\(place.path)/p.c", "--output", "\(place.path)/out", "--count", "2",
            "--seed", "18446744073709551615", "--name", "zero", "--cflags", "-DX -DY", "--json",
        ])
        #expect(status == .exited(code: 0))
        let file = try String(contentsOfFile: "\(place.path)/out/family.json", encoding: .utf8)
        #expect(output == file)
        let family = try JSONDecoder().decode(FamilyManifest.self, from: Data(output.utf8))
        #expect(family.seed == UInt64.max)
        let digest = ToolRun(arguments: ["sha256sum", try #require(Self.command)])().output
        #expect(
            family.generatorDigest == "sha256:" + String(decoding: digest.prefix(64), as: UTF8.self)
        )
        #expect(family.variants.allSatisfy { $0.flags.suffix(2) == ["-DX", "-DY"] })
        #expect(family.variants.allSatisfy { !$0.checked })
        #expect(errors.contains("not screened: no demands"))
        #expect(FileManager.default.isExecutableFile(atPath: "\(place.path)/out/v02/zero"))
    }

    @Test func `each kind of failure has its own exit status`() throws {
        let place = try directory("int main(void) { return missing; }")
        let rest = ["--output", "\(place.path)/out", "--count", "2", "--seed", "1"]
        let missing = try generate(["--source", "\(place.path)/none.c"] + rest)
        #expect(missing.status == .exited(code: 66))
        #expect(missing.errors.hasPrefix("error: cannot read source '"))
        let wrong = try generate(["--source", "\(place.path)/p.c"] + rest)
        #expect(wrong.status == .exited(code: 65))
        #expect(wrong.errors.contains("p.c:1:25: error:"))
        try "int main(void) { return 0; }".write(
            toFile: "\(place.path)/p.c", atomically: true, encoding: .utf8)
        let bare = try generate(
            ["--source", "\(place.path)/p.c"] + rest, environment: ["PATH": place.path])
        #expect(bare.status == .exited(code: 69))
        #expect(bare.errors.contains("no C compiler found (hint: thrice doctor)"))
        let usage = try generate(["--source", "\(place.path)/p.c", "--count", "0"])
        #expect(usage.status == .exited(code: 64))
        let file = try generate(
            ["--source", "\(place.path)/p.c", "--output", "\(place.path)/p.c"] + rest.dropFirst(2))
        #expect(file.status == .exited(code: 73))
    }

    @Test func `only the transforms that are named are used`() throws {
        let place = try directory(
            "static int one(void) { return 1; }\nint main(void) { return one() - 1; }\n")
        let rest = [
            "--source", "\(place.path)/p.c", "--output", "\(place.path)/out", "--rewrite-only",
            "--count", "1", "--seed", "1", "--json",
        ]
        let (status, output, _) = try generate(
            rest + ["--transform", "PadStack", "--transform", "InvertBranches"])
        #expect(status == .exited(code: 0))
        #expect(output.contains("PadStack") && output.contains("InvertBranches"))
        #expect(!output.contains("Reorder"))
        let wrong = try generate(rest + ["--transform", "PadNothing"])
        #expect(wrong.status == .exited(code: 64))
        #expect(wrong.errors.contains("cannot use transform 'PadNothing': not one of Reorder"))
    }

    @Test func `machines are told by name, and what they need before anything is built`() throws {
        let place = try directory("int main(void) { return 0; }")
        let rest = [
            "--source", "\(place.path)/p.c", "--output", "\(place.path)/out", "--count", "1",
            "--seed", "1",
        ]
        let wrong = try generate(rest + ["--machine", "sparc"])
        #expect(wrong.status == .exited(code: 64))
        #expect(wrong.errors.contains("'sparc' is invalid for '--machine <machine>'"))
        #expect(wrong.errors.contains("'native', 'aarch64' or 's390x'"))
        let tools = try MachineFamily.folder(with: ["gcc", "sha256sum"])
        let missing = try generate(
            rest + ["--machine", "s390x"], environment: ["PATH": tools.path])
        #expect(missing.status == .exited(code: 69))
        #expect(missing.errors.hasPrefix("error: cannot build for 's390x': no 's390x-linux-gnu"))
        #expect(!FileManager.default.fileExists(atPath: "\(place.path)/out/original"))
        let native = try generate(rest + ["--machine", "native", "--library", "glibc", "--json"])
        #expect(native.status == .exited(code: 0))
        let family = try JSONDecoder().decode(FamilyManifest.self, from: Data(native.output.utf8))
        #expect(family.options == ["--library", "glibc", "--machine", "native"])
        #expect(family.variants[0].machine == nil && family.variants[0].starterDigest == nil)
    }

    @Test func `the libc command says what is missing with its exit status`() throws {
        let wrong = try generate(["libc", "--seed", "no"])
        #expect(wrong.status == .exited(code: 64))
        #expect(wrong.errors.contains("'no' is invalid for '--seed <seed>'"))
        let bad = try generate(["libc", "--seed", "1", "--cache", "/proc/nowhere"])
        #expect(bad.status == .exited(code: 73))
        #expect(bad.errors.hasPrefix("error: cannot use cache '/proc/nowhere': "))
    }

    @Test func `a source package that cannot be fetched is said with what mends it`() throws {
        let place = try TemporaryDirectory()
        let tool = "\(place.path)/apt-get"
        try "#!/bin/sh\necho 'W: slow' >&2\necho 'E: cannot resolve' >&2\nexit 100\n".write(
            toFile: tool, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
        let arguments = ["libc", "--seed", "1", "--cache", "\(place.path)/cache"]
        let failed = try generate(arguments, environment: ["PATH": "\(place.path):/usr/bin:/bin"])
        #expect(failed.status == .exited(code: 69))
        #expect(
            failed.errors == "error: cannot fetch the source package 'musl': E: cannot resolve "
                + "(hint: apt-get install dpkg-dev, or unpack musl's source in "
                + "'\(place.path)/cache/musl-source')\n")
        try FileManager.default.removeItem(atPath: tool)
        let missing = try generate(arguments, environment: ["PATH": place.path])
        #expect(missing.status == .exited(code: 69))
        #expect(missing.errors.contains("cannot fetch the source package 'musl': no apt-get"))
    }
}
