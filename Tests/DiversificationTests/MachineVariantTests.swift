import Diversification
import Foundation
import Testing

/// Variants for other machines, built by cross compilers and run by qemu.
@Suite(
    .timeLimit(.minutes(15)),
    .enabled(
        if: MachineFamily.isPossible,
        "no cross compilers and qemu (hint: scripts/install-packages machines)"))
struct MachineVariantTests {
    /// Says how many arguments there are, whether plain char has a sign, and a product that a
    /// fused addition would round differently.
    private static let small = """
        #include <stdio.h>
        static double next(double value) { return value + 1e-9; }
        int main(int count, char **words) {
            int left, right;
            char last = (char)200;
            volatile double third = 1.0 / 3.0;
            while (scanf("%d %d", &left, &right) == 2) {
                double exact = third * third;
                printf("%d %d %.17g ", left + 4 * right, last < 0, third * third - exact);
                printf("%.17g %d %s\\n", next(left), count, count > 1 ? words[1] : "");
            }
            return 0;
        }
        """

    private static let all: [TargetMachine] = [.native, .aarch64, .s390x]

    @Test func `variants for every machine answer like the original`() throws {
        let family = try MachineFamily(Self.small, machines: Self.all, count: 3)
        let expected = "9 1 0 1.0000000010000001 1 \n19 1 0 3.0000000010000001 1 \n"
        for name in ["original", "v01", "v02", "v03"] {
            let run = family.run(name)
            #expect(String(decoding: run.output, as: UTF8.self) == expected, "\(name)")
            #expect(run.hasSucceeded)
        }
        #expect(
            family.manifest.variants.map(\.toolchain) == ["gcc", "gcc+aarch64", "gcc+s390x"])
        #expect(Set(family.manifest.variants.map(\.binaryDigest)).count == 3)
    }

    @Test func `images are for their machines, and the manifest names what runs them`() throws {
        let family = try MachineFamily(Self.small, machines: [.s390x, .aarch64], count: 2)
        let files = try family.files()
        for (name, machine, header) in [
            ("v01", TargetMachine.s390x, [2, 2, 0, 22]), ("v02", .aarch64, [2, 1, 183, 0]),
        ] {
            let image = try #require(files["\(name)/sum.\(machine.rawValue)"])
            #expect([4, 5, 18, 19].map { Int(image[$0]) } == header)
            let manifest = try JSONDecoder().decode(
                VariantManifest.self, from: try #require(files["\(name)/manifest.json"]))
            let runs = try #require(manifest.toolchain.machine)
            #expect(runs.name == machine)
            #expect(runs.byteOrder == machine.byteOrder)
            #expect(runs.emulator.version.contains("version"))
            #expect(runs.emulator.digest == digest(runs.emulator.path))
            let place = "\(family.output)/\(name)/sum"
            #expect(manifest.binaryDigest == digest("\(place).\(machine.rawValue)"))
            #expect(manifest.starterDigest == digest(place))
            #expect(manifest.commands.count == 3)
        }
    }

    @Test func `a variant starts by a link, from elsewhere, with its arguments`() throws {
        let family = try MachineFamily(Self.small, machines: [.s390x], count: 1)
        let link = "\(family.directory.path)/link"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "\(family.output)/v01/sum")
        let run = ToolRun(
            arguments: [link, "a b"], directory: "/",
            input: "\(family.directory.path)/demands.txt")()
        #expect(String(decoding: run.output, as: UTF8.self).hasSuffix(" 2 a b\n"))
    }

    @Test func `no draw has options that its machine's compiler does not know`() throws {
        let family = try MachineFamily(Self.small, machines: [.s390x, .aarch64], count: 12)
        let unbuilt = family.manifest.redraws.filter { $0.reason.hasPrefix("does not build") }
        #expect(unbuilt.isEmpty)
        let flags = family.manifest.variants.flatMap(\.flags)
        #expect(flags.contains("-fPIE") && flags.contains("-fno-pie"))
    }

    @Test func `what kills the emulated program kills the process that was started`() throws {
        let crash = "int main(int c, char **v) { return c > 1 ? *(volatile char *)8 : 0; }"
        let family = try MachineFamily(crash, machines: [.s390x], count: 1)
        #expect(family.run("v01").hasSucceeded)
        #expect(family.run("v01", arguments: ["crash"]).ending == .killed(signal: SIGSEGV))
    }

    @Test func `the same seed gives the same bytes in another folder`() throws {
        let compilers = try MachineFamily.folder(with: ["gcc"] + MachineFamily.tools)
        func files() throws -> [String: Data] {
            try MachineFamily(
                Self.small, machines: Self.all, count: 3, compilers: compilers
            ).files()
        }
        let first = try files()
        #expect(first["v03/sum.s390x"] != nil)
        #expect(try files() == first)
    }

    @Test func `a program that depends on the byte order has no variant for another one`() throws {
        let family = try MachineFamily(
            """
            #include <stdio.h>
            int main(void) {
                unsigned left, right;
                while (scanf("%u %u", &left, &right) == 2)
                    printf("%d\\n", *(unsigned char *)&left + right);
                return 0;
            }
            """, machines: Self.all, count: 3)
        #expect(
            family.manifest.variants.map(\.toolchain) == ["gcc", "gcc+aarch64", "gcc"])
        let reason = "answer 1 differs from the original's"
        #expect(family.events.contains("not used: gcc+s390x: \(reason)"))
        #expect(
            family.events.contains("no variant for 's390x': no toolchain for it can be used"))
        let tried = family.manifest.toolchainsTried.first { $0.toolchain.name == "gcc+s390x" }
        #expect(tried?.reason == reason)
    }

    /// The twin of what the toolchain does: without these flags the answers differ.
    @Test func `plain char and fused additions would differ without the flags`() throws {
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/sum.c"
        try Self.small.write(toFile: file, atomically: true, encoding: .utf8)
        try "1 2\n".write(
            toFile: "\(directory.path)/demands.txt", atomically: true, encoding: .utf8)
        for (machine, flag) in [
            ("s390x", "-funsigned-char"), ("aarch64", "-funsigned-char"),
            ("s390x", "-ffp-contract=fast"), ("aarch64", "-ffp-contract=fast"),
        ] {
            let image = "\(directory.path)/sum.\(machine)"
            let exact = ["-fsigned-char", "-ffp-contract=off"]
            for (flags, isEqual) in [(exact, true), (exact + [flag], false)] {
                let build = ToolRun(
                    arguments: ["\(machine)-linux-gnu-gcc", "-O2", "-static"] + flags
                        + ["-o", image, file])()
                try #require(build.hasSucceeded, "\(build.errorText)")
                let run = ToolRun(
                    arguments: ["qemu-\(machine)", image],
                    input: "\(directory.path)/demands.txt")()
                let text = String(decoding: run.output, as: UTF8.self)
                #expect((text == "9 1 0 1.0000000010000001 1 \n") == isEqual, "\(flags): \(text)")
            }
        }
    }

    @Test func `code of other machines is never read as if it were x86-64`() throws {
        let family = try MachineFamily(Self.small, machines: [.s390x, .native], count: 3)
        let data = try #require(try family.files()["diversity.json"])
        let report = try JSONDecoder().decode(DiversityReport.self, from: data)
        for pair in report.pairs + report.againstOriginal {
            let machines = [pair.first, pair.second].map { ["v01", "v03"].contains($0) }
            for measure in [
                DiversityMeasure.gadgetsAnywhere, .gadgetsInPlace, .placelessBytes, .frames,
            ] {
                switch machines {
                case [true, true]:
                    let reason = "instructions of s390x are not read"
                    #expect(pair[measure] == .unknown(reason: reason))
                case [false, false]: #expect(pair[measure].figure != nil)
                default: #expect(pair[measure] == .otherMachine)
                }
            }
            if machines == [true, true] { #expect(pair[.functionBytes].figure != nil) }
        }
    }

    @Test func `a target that no draw could meet is refused before anything is built`() throws {
        let target = try DiversityTarget(atLeast: 0.1)
        let error = #expect(throws: GenerationError.self) {
            _ = try MachineFamily(
                Self.small, machines: [.native, .s390x], count: 4, diversity: target)
        }
        #expect(
            error?.description
                == "cannot measure diversity by 'gadgetsAnywhere': instructions of s390x are not "
                + "read, and several variants are for it (hint: measure: functionBytes)")
        let other = try DiversityTarget(atLeast: 0.01, measure: "functionBytes")
        let family = try MachineFamily(
            Self.small, machines: [.native, .s390x], count: 4, diversity: other)
        #expect(family.manifest.variants.count == 4)
    }

    @Test func `launch answers its 2,000 demands on three machines as on one`() throws {
        let launch =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path + "/variants/launch"
        let source = try String(contentsOfFile: "\(launch)/launch.c", encoding: .utf8)
        let demands = try String(contentsOfFile: "\(launch)/demands/demands.txt", encoding: .utf8)
        let compilers = try MachineFamily.folder(with: ["gcc", "clang"] + MachineFamily.tools)
        let family = try MachineFamily(
            source, machines: Self.all, count: 6, demands: demands, compilers: compilers)
        let answers = family.run("original").output
        #expect(answers.count { $0 == UInt8(ascii: "\n") } == 2000)
        for variant in family.manifest.variants {
            #expect(family.run(variant.name).output == answers, "\(variant.name)")
        }
        let machines = family.manifest.variants.map { $0.machine?.name ?? .native }
        #expect(machines == Self.all + Self.all)
        #expect(Set(family.manifest.variants.map(\.toolchain)).count == 6)
    }

    private func digest(_ path: String) -> String {
        let output = ToolRun(arguments: ["sha256sum", path])().output
        return "sha256:" + String(decoding: output.prefix(64), as: UTF8.self)
    }
}
