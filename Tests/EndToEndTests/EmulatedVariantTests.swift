import Foundation
import Testing

extension EndToEnd {
    /// An ensemble whose variants are for machines of either byte order.
    @Suite struct EmulatedVariantTests {
        private static let isPossible = ["aarch64", "s390x"].allSatisfy { machine in
            ["\(machine)-linux-gnu-gcc", "qemu-\(machine)"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
            }
        }

        private static let program = """
            #include <stdio.h>
            int main(void) {
                unsigned left, right;
                while (scanf("%u %u", &left, &right) == 2) {
                    printf("%u\\n", left * 4 + (right ^ 3u));
                    fflush(stdout);
                }
                return 0;
            }

            """
        private static let yaml = """
            program: scale
            demands: demands.txt
            variants: {count: 3, libraries: [glibc], machines: [native, aarch64, s390x]}
            vote: {agree: 3, restrictive: NONE}
            deadline: 10s

            """

        @Test(
            .enabled(
                if: isPossible,
                "no cross compilers and qemu (hint: scripts/install-packages machines)"),
            .timeLimit(.minutes(5)))
        func `they vote as one, and check holds image and starter against what was built`() throws {
            let scratch = try ScratchFolder(UUID().uuidString)
            for (name, text) in [
                ("scale.c", Self.program), ("thrice.yaml", Self.yaml),
                ("demands.txt", "1 2\n3 4\n9 8\n"),
            ] {
                try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
            }
            let folder = scratch.root
            let run = try Shell.run("\"$THRICE\" run \(folder) --demands \(folder)/demands.txt")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "5\n19\n47\n")
            let again = try Shell.run("\"$THRICE\" generate \(folder)")
            #expect(again.output.contains("are up to date"), "\(again.output)\(again.errors)")
            let check = try Shell.run("\"$THRICE\" check \(folder)")
            #expect(check.status == 0, "\(check.output)\(check.errors)")
            #expect(!check.output.contains("REPLACED"))
            for file in ["build/v03/scale.s390x", "build/v03/scale", "build/v02/scale.aarch64"] {
                let path = scratch.path(file)
                let whole = try Data(contentsOf: URL(fileURLWithPath: path))
                try (whole + [10]).write(to: URL(fileURLWithPath: path))
                let replaced = try Shell.run("\"$THRICE\" check \(folder)")
                let name = file.split(separator: "/")[1]
                #expect(replaced.status == 1)
                #expect(
                    replaced.output.contains("\(name): its executable is not the one checked"))
                try whole.write(to: URL(fileURLWithPath: path))
            }
            try FileManager.default.removeItem(atPath: scratch.path("build/v03/scale.s390x"))
            let missing = try Shell.run("\"$THRICE\" check \(folder)")
            #expect(missing.status == 1)
            #expect(missing.output.contains("v03: its executable is missing"))
        }
    }
}
