import Foundation
import Testing

extension EndToEnd {
    /// `thrice check` on generated variants: what it says of them, whole and damaged.
    @Suite struct VariantCheckTests {
        private static let program = """
            #include <stdio.h>
            struct demand { unsigned left, right; };
            static unsigned total;
            static unsigned weigh(const struct demand *demand) {
                if (demand->left < demand->right) total += 1; else total += 2;
                return demand->left * 4 + (demand->right ^ 3u);
            }
            int main(void) {
                struct demand demand;
                while (scanf("%u %u", &demand.left, &demand.right) == 2) {
                    printf("%u\\n", weigh(&demand) + total);
                    fflush(stdout);
                }
                return 0;
            }

            """
        private static let yaml = """
            program: scale
            demands: demands.txt
            variants: {count: 3, data: [identities, none, complement]}
            vote: {agree: 2, restrictive: NONE}

            """

        /// Generated once.
        private static let generated = Result {
            let folder = try Fixture.path(".") + "/scale"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            for (name, text) in [
                ("scale.c", program), ("thrice.yaml", yaml), ("demands.txt", "1 2\n3 4\n9 8\n"),
            ] {
                try text.write(
                    toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
            }
            let run = try Shell.run("\"$THRICE\" generate \(folder)")
            guard run.status == 0 else { throw KitError(run.errors) }
            return folder
        }

        /// A copy of the generated ensemble.
        private struct Copy {
            let scratch: ScratchFolder
            var folder: String { scratch.path("scale") }

            init() throws {
                scratch = try ScratchFolder(UUID().uuidString)
                try FileManager.default.copyItem(
                    atPath: generated.get(), toPath: scratch.path("scale"))
            }

            func check(
                _ flags: String = ""
            ) throws -> (status: Int32, output: String, errors: String) {
                try Shell.run(
                    "cd \(scratch.root); \"$THRICE\" check scale \(flags)")
            }

            /// Replaces the first of `old` in a file below `build`.
            func edit(_ file: String, _ old: String, _ new: String) throws {
                let path = "\(folder)/build/\(file)"
                let text = try String(contentsOfFile: path, encoding: .utf8)
                let place = try #require(text.range(of: old), "no '\(old)' in '\(file)'")
                try text.replacingCharacters(in: place, with: new)
                    .write(toFile: path, atomically: true, encoding: .utf8)
            }
        }

        private func rows(_ output: String) -> [[Substring]] {
            output.split(separator: "\n").filter { $0.hasPrefix("  v0") }.map {
                $0.split(separator: " ")
            }
        }

        @Test(.timeLimit(.minutes(5)))
        func `every variant has its layers, and they hold`() throws {
            let run = try Copy().check()
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.hasPrefix("the variants (3 of seed 1)\n"))
            let rows = rows(run.output)
            #expect(rows.map(\.first) == ["v01", "v02", "v03"])
            for row in rows {
                #expect(row[3] == "yes", "screened: \(row)")
                #expect((Int(row[4]) ?? 0) > 0, "terms: \(row)")
                #expect(row[7] == "3", "demands: \(row)")
                #expect(row.suffix(2).joined(separator: " ") == "as checked")
            }
            #expect(rows.map { $0[2] } == ["identities", "-", "complement"])
            #expect((Int(rows[0][6]) ?? 0) > 0, "statements: \(rows[0])")
            #expect(Int(rows[0][5]) == 25 && rows[1][5] == "-" && rows[2][5] == "-")
            #expect(run.output.contains("no proof covers PadStack"))
            #expect(run.output.contains("  holds      no layer found a difference (all of 3 "))
            #expect(run.output.contains("  holds      the executables are those that were "))
            #expect(!run.output.contains("not up to date"), "\(run.output)")
        }

        @Test(.timeLimit(.minutes(5)))
        func `variants that are up to date are not generated again`() throws {
            let copy = try Copy()
            let run = try Shell.run("\"$THRICE\" generate \(copy.folder)")
            #expect(run.status == 0)
            #expect(run.output.contains("are up to date"), "\(run.errors)")
        }

        @Test(.timeLimit(.minutes(5)))
        func `a replaced or missing executable is a finding`() throws {
            let copy = try Copy()
            let path = "\(copy.folder)/build/v02/scale"
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data([0]))
            try file.close()
            let run = try copy.check()
            #expect(run.status == 1)
            #expect(
                run.output.contains("  FAILS      v02: its executable is not the one checked\n"))
            #expect(rows(run.output).map(\.last) == ["checked", "REPLACED", "checked"])
            #expect(run.output.hasSuffix("scale: something fails\n"))
            try FileManager.default.removeItem(atPath: path)
            let missing = try copy.check()
            #expect(missing.status == 1)
            #expect(missing.output.contains("  FAILS      v02: its executable is missing\n"))
        }

        @Test(.timeLimit(.minutes(5)))
        func `a damaged manifest is told with its place, and the others stay`() throws {
            let copy = try Copy()
            try copy.edit("v01/manifest.json", "\"isEqual\" : true", "\"isEqual\" : 7")
            try copy.edit("v02/manifest.json", "\"soundness\"", "\"sound\"")
            try copy.edit("v03/manifest.json", "{", "{ damaged")
            let run = try copy.check()
            #expect(run.status == 1)
            let failures = run.output.split(separator: "\n").map(String.init)
                .filter { $0.hasPrefix("  FAILS") }
            let start = "  FAILS      cannot read 'build/v0"
            let hint = "(hint: thrice generate scale --force)"
            let places = [
                "1/manifest.json': 'soundness.differential.isEqual' is no Bool",
                "2/manifest.json': 'soundness' is missing",
                "3/manifest.json': it is no JSON: line 1, column 3",
            ]
            #expect(failures == places.map { "\(start)\($0) \(hint)" })
            #expect(rows(run.output).map(\.last) == ["checked", "checked", "checked"])
            #expect(run.output.contains("the vote\n"))
            _ = try Shell.run("truncate -s 900 \(copy.folder)/build/v02/manifest.json")
            #expect(
                try copy.check().output.contains(
                    "cannot read 'build/v02/manifest.json': it is no JSON: it ends too early"))
            try FileManager.default.removeItem(atPath: "\(copy.folder)/build/v03/manifest.json")
            #expect(
                try copy.check().output.contains(
                    "cannot read 'build/v03/manifest.json': no such file"))
        }

        @Test(.timeLimit(.minutes(5)))
        func `a damaged or other family file leaves the manifests`() throws {
            let copy = try Copy()
            try copy.edit("family.json", "\"schemaVersion\" : 2", "\"schemaVersion\" : 9")
            let run = try copy.check()
            #expect(run.status == 1)
            #expect(
                run.output.contains("cannot read 'build/family.json': schemaVersion is 9, not 2"))
            #expect(rows(run.output).map(\.last) == ["checked", "checked", "checked"])
            try FileManager.default.removeItem(atPath: "\(copy.folder)/build/family.json")
            let none = try copy.check()
            #expect(none.status == 0)
            #expect(
                none.output.contains(
                    "  note       they are not generated yet (hint: thrice generate scale)"))
        }

        @Test(.timeLimit(.minutes(5)))
        func `a layer that speaks against its variant is a failure`() throws {
            let copy = try Copy()
            try copy.edit("v01/manifest.json", "\"isEqual\" : true", "\"isEqual\" : false")
            let run = try copy.check()
            #expect(run.status == 1)
            #expect(run.output.contains("v01: demands: other answers than the original"))
            try copy.edit("../scale.c", "\n", "\n\n")
            try copy.edit("v01/manifest.json", "\"isEqual\" : false", "\"isEqual\" : true")
            let old = try copy.check()
            #expect(old.status == 0)
            #expect(old.output.contains("they are not up to date: '../scale.c' has changed"))
        }

        @Test(.timeLimit(.minutes(5)))
        func `the same as JSON`() throws {
            let run = try Copy().check("--json")
            #expect(run.status == 0)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            let family = try #require(object["variants"] as? [String: Any])
            #expect(family["isGenerated"] as? Bool == true)
            #expect((family["problems"] as? [String])?.isEmpty == true)
            let variants = try #require(family["variants"] as? [[String: Any]])
            #expect(
                variants.map { $0["executable"] as? String } == [
                    "asChecked", "asChecked", "asChecked",
                ])
            for variant in variants {
                let layers = try #require(variant["soundness"] as? [String: Any])
                #expect((layers["differential"] as? [String: Any])?["isEqual"] as? Bool == true)
                #expect((layers["statements"] as? [String: Any])?["proved"] is Int)
            }
        }
    }
}
