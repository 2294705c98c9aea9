import Diversification
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15)))
struct FamilyGeneratorTests {
    private static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    private static let gcc = ["/usr/bin/gcc", "/usr/local/bin/gcc"].first { path in
        FileManager.default.isExecutableFile(atPath: path)
    }

    /// A family of the small program, in a directory of its own.
    private struct Family {
        let directory: TemporaryDirectory
        let manifest: FamilyManifest
        let events: [String]

        var output: String { "\(directory.path)/out" }

        init(
            _ source: String = smallProgram, count: Int = 4, seed: UInt64 = 7,
            demands: String = "1 2\n3 4\n10 -3", path: String = FamilyGeneratorTests.path,
            drawsMax: Int = 24, jobs: Int = 2
        ) throws {
            directory = try TemporaryDirectory()
            let file = "\(directory.path)/sum.c"
            try source.write(toFile: file, atomically: true, encoding: .utf8)
            let demandsFile = "\(directory.path)/demands.txt"
            try demands.write(toFile: demandsFile, atomically: true, encoding: .utf8)
            var request = GenerationRequest(
                sources: [file], output: "\(directory.path)/out", count: count, seed: seed,
                path: path)
            request.demands = demandsFile
            request.jobs = jobs
            request.drawsMax = drawsMax
            var events: [String] = []
            manifest = try FamilyGenerator(request) { events.append($0) }()
            self.events = events
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
    }

    @Test func `how many are tried at a time does not decide which toolchains are used`() throws {
        let families = try [1, 3].map { try Family(count: 1, jobs: $0).manifest }
        #expect(families[0].toolchainsTried == families[1].toolchainsTried)
        #expect(families[0].variants == families[1].variants)
    }

    @Test func `every variant answers like the original`() throws {
        let family = try Family()
        let input = "\(family.directory.path)/demands.txt"
        let original = ToolRun(arguments: ["\(family.output)/original/sum"], input: input)()
        #expect(String(decoding: original.output, as: UTF8.self) == "10\n24\n31\n")
        for variant in family.manifest.variants {
            let run = ToolRun(arguments: ["\(family.output)/\(variant.name)/sum"], input: input)()
            #expect(run.output == original.output)
            #expect(run.hasSucceeded)
            #expect(variant.checked)
        }
        #expect(family.manifest.variants.map(\.name) == ["v01", "v02", "v03", "v04"])
        #expect(Set(family.manifest.variants.map(\.binaryDigest)).count == 4)
    }

    @Test func `no two variants share compiler and library while others are free`() throws {
        let toolchains = try Family().manifest.variants.map(\.toolchain)
        #expect(Set(toolchains).count == 4, "\(toolchains)")
        let frontEnds = toolchains.map { $0.prefix { $0.isLetter } }
        for (left, right) in zip(frontEnds, frontEnds.dropFirst()) { #expect(left != right) }
    }

    @Test func `a manifest tells how its variant was made`() throws {
        let family = try Family()
        let data = try #require(try family.files()["v02/manifest.json"])
        let manifest = try JSONDecoder().decode(VariantManifest.self, from: data)
        #expect(manifest.name == "v02")
        #expect(manifest.soundness.differential?.isEqual == true)
        #expect(manifest.soundness.differential?.demands == 3)
        #expect(manifest.soundness.terms.different.isEmpty == true)
        #expect(manifest.soundness.terms.equal >= 3)
        #expect(manifest.soundness.screening?.isScreened == true)
        #expect(manifest.transforms.map(\.name) == Rewriting.all.map(\.name))
        #expect(manifest.transforms.contains { $0.sites > 0 })
        #expect(manifest.commands.count == 2)
        #expect(manifest.commands[0].contains("sum.c"))
        let input = try #require(family.manifest.inputs.first)
        #expect(family.manifest.inputs.count == 1)
        #expect(input.path.hasSuffix("/sum.c"))
        #expect(manifest.binaryDigest == family.manifest.variants[1].binaryDigest)
        let digest = ToolRun(arguments: ["sha256sum", "\(family.output)/v02/sum.c"])().output
        let expected = String(decoding: digest.prefix(64), as: UTF8.self)
        #expect(manifest.sourceDigests == ["sha256:\(expected)"])
    }

    @Test func `the same seed gives the same bytes and another seed does not`() throws {
        let first = try Family().files()
        #expect(first["family.json"] != nil)
        #expect(try Family().files() == first)
        #expect(try Family(seed: 8).files() != first)
    }

    @Test func `a new family replaces the old one without leftovers`() throws {
        let family = try Family()
        var request = GenerationRequest(
            sources: ["\(family.directory.path)/sum.c"], output: family.output, count: 2, seed: 1,
            path: Self.path)
        request.demands = "\(family.directory.path)/demands.txt"
        _ = try FamilyGenerator(request) { _ in }()
        let names = try FileManager.default.contentsOfDirectory(atPath: family.output)
        #expect(
            names.sorted() == [
                ".cache", "diversity.json", "diversity.svg", "family.json", "original", "v01",
                "v02",
            ])
    }

    @Test func `a compiler whose variants answer wrongly is not used, and that is said`() throws {
        let tools = try TemporaryDirectory()
        let gcc = try #require(Self.gcc)
        try FileManager.default.createSymbolicLink(
            atPath: "\(tools.path)/gcc", withDestinationPath: gcc)
        let liar = """
            #!/bin/sh
            [ "$1" = -v ] && { echo liar 1; exit; }
            for last; do :; done
            case $last in *.c) sed -i 's/ [*] 4/ * 5/' "$last" ;; esac
            exec \(gcc) "$@"
            """
        try liar.write(toFile: "\(tools.path)/tcc", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(tools.path)/tcc")
        let family = try Family(path: tools.path)
        #expect(Set(family.manifest.variants.map(\.toolchain)) == ["gcc"])
        let reason = "answer 1 differs from the original's"
        #expect(family.events.contains("not used: tcc: \(reason)"))
        #expect(family.manifest.toolchainsTried.last?.reason == reason)
    }

    @Test func `a program that no toolchain builds like the original is an error`() throws {
        let tools = try TemporaryDirectory()
        let gcc = try #require(Self.gcc)
        let picky = """
            #!/bin/sh
            for word; do [ "$word" = -O0 ] && { echo "error: too slow" >&2; exit 1; }; done
            exec \(gcc) "$@"
            """
        try picky.write(toFile: "\(tools.path)/gcc", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(tools.path)/gcc")
        let error = #expect(throws: GenerationError.self) { _ = try Family(path: tools.path) }
        #expect(error?.kind == .badData)
        #expect(error?.message.contains("no toolchain can be used, the last because: ") == true)
        #expect(error?.message.hasSuffix("error: too slow") == true)
    }

    @Test func `a relative output is one for compilers that run elsewhere, too`() {
        let request = GenerationRequest(
            sources: [], output: "out", count: 1, seed: 1, path: Self.path)
        #expect(request.output == FileManager.default.currentDirectoryPath + "/out")
    }

    @Test func `headers that a compiler lacks stay for the commands of the manifests`() throws {
        try #require(FileManager.default.isExecutableFile(atPath: "/usr/bin/chibicc"))
        let family = try Family()
        let header = "\(family.output)/.cache/chibicc/stdarg.h"
        #expect(FileManager.default.fileExists(atPath: header))
    }

    @Test func `equal machine code is drawn anew until nothing else is left`() throws {
        let tools = try TemporaryDirectory()
        let gcc = try #require(Self.gcc)
        try FileManager.default.createSymbolicLink(
            atPath: "\(tools.path)/gcc", withDestinationPath: gcc)
        let error = #expect(throws: GenerationError.self) {
            _ = try Family(
                "__attribute__((noinline)) int main(void) { return 0; }", count: 12,
                path: tools.path, drawsMax: 2)
        }
        #expect(error?.kind == .badData)
        #expect(error?.message.hasPrefix("cannot generate variant 'v") == true)
        #expect(error?.message.contains("machine code equals that of another") == true)
    }

    @Test func `a program that raises signals is run with none blocked`() throws {
        let family = try Family(
            """
            #include <signal.h>
            #include <stdio.h>
            static volatile sig_atomic_t caught;
            static void handler(int number) { caught = number; }
            int main(void) {
                signal(SIGUSR1, handler);
                raise(SIGUSR1);
                printf("%d\\n", caught == SIGUSR1);
                return 0;
            }
            """, count: 6)
        #expect(family.manifest.redraws.allSatisfy { $0.reason.hasPrefix("machine code") })
    }

    @Test func `undefined behaviour in the original is an error with the finding`() {
        let error = #expect(throws: GenerationError.self) {
            _ = try Family(
                """
                #include <stdio.h>
                int main(void) { int a[2] = {1, 2}, i = 0; scanf("%d", &i); return a[i + 4] > 9; }
                """)
        }
        #expect(error?.kind == .badData)
        #expect(error?.message.contains("runtime error: index 5 out of bounds") == true)
    }

    @Test func `a program that does not compile is an error with file, line and column`() {
        let error = #expect(throws: GenerationError.self) {
            _ = try Family("int main(void) {\n    return missing;\n}\n")
        }
        #expect(error?.kind == .badData)
        #expect(error?.message.contains("sum.c:2:12: error: use of undeclared") == true)
    }

    @Test func `a missing source and a missing compiler have statuses of their own`() throws {
        let directory = try TemporaryDirectory()
        let request = GenerationRequest(
            sources: ["\(directory.path)/none.c"], output: directory.path, count: 1, seed: 1,
            path: Self.path)
        let missing = #expect(throws: GenerationError.self) {
            _ = try FamilyGenerator(request) { _ in }
        }
        #expect(missing?.kind == .missingInput)
        #expect(missing?.message.hasSuffix("none.c': no such file") == true)
        let error = #expect(throws: GenerationError.self) {
            _ = try Family(path: directory.path)
        }
        #expect(error?.kind == .toolMissing)
        #expect(error?.hint == "thrice doctor")
    }

    private static let smallProgram = """
        #include <stdio.h>
        #include <stdlib.h>
        #ifndef FACTOR
        #define FACTOR 2
        #endif

        struct Demand {
            long left;
            int right;
            int isRead;
        };

        static long total;
        static int demands;
        static char line[64];

        static long weigh(const struct Demand *demand) {
            long left = demand->left * 4;
            long right = demand->right * 3;
            demands += 1;
            return left + right;
        }

        static void answer(const struct Demand *demand) {
            total = FACTOR * weigh(demand) / 2;
            printf("%ld\\n", total + demands - demands);
        }

        int main(void) {
            while (fgets(line, sizeof line, stdin) != NULL) {
                char *end = line;
                struct Demand demand;
                demand.left = strtol(line, &end, 10);
                demand.right = (int)strtol(end, NULL, 10);
                demand.isRead = 1;
                answer(&demand);
                fflush(stdout);
            }
            return EXIT_SUCCESS;
        }
        """
}
