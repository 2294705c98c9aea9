import Ensembles
import Foundation
import Testing

struct VariantFamilyTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("thrice-\(UUID().uuidString)").path

    private func write(_ text: String, _ path: String, mode: Int = 0o644) throws {
        let file = "\(folder)/\(path)"
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path,
            withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    private func reason(_ text: String) throws -> String? {
        let ensemble = try Ensemble.parse(
            Array(text.utf8), file: "thrice.yaml", folder: folder, folderPath: folder)
        return try #require(VariantFamily(of: ensemble)).reasonToGenerate(
            generator: "\(folder)/generator", digests: digests)
    }

    /// A stand-in that tells two files apart as a real digest does: by their content.
    private func digests(_ paths: [String]) -> [String]? {
        let contents = paths.map { FileManager.default.contents(atPath: $0) ?? Data() }
        return contents.map { "content:" + String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a family is up to date only while all that it was made from stays`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "program: p\ndemands: d.txt\nvariants: {count: 2, seed: 3}\n"
        #expect(try reason(file) == "there are none yet")
        try write("int main(void){}", "p.c")
        try write("", "p.h")
        try write("1\n2\n", "d.txt")
        try write("#!gen", "generator", mode: 0o755)
        let record = """
            {"schemaVersion": 2, "program": "p", "seed": 3, "generatorDigest": "content:#!gen",
             "inputs": [{"path": "../p.c", "digest": "content:int main(void){}"},
                        {"path": "../p.h", "digest": "content:"}],
             "demandsDigest": "content:1\\n2\\n", "count": 2, "flags": [],
             "variants": [{"binaryDigest": "content:#!"}, {"binaryDigest": "content:#!"}]}
            """
        try write(record, "build/family.json")
        #expect(try reason(file) == "'v01' is missing")
        try write("#!", "build/v01/p", mode: 0o755)
        try write("#!", "build/v02/p", mode: 0o755)
        #expect(try reason(file) == nil)
        let changes = [
            (file.replacing("seed: 3", with: "seed: 4"), "the seed has changed"),
            (file.replacing("count: 2", with: "count: 1"), "the number of variants has changed"),
            (
                file.replacing("seed: 3", with: "seed: 3, flags: [-lm]"),
                "the compiler flags have changed"
            ),
            (file.replacing("program: p", with: "program: q"), "the program's name has changed"),
            (file.replacing("seed: 3", with: "seed: 3, data: [an]"), "the options have changed"),
            (file + "source: other.c", "the sources have changed"),
            (file.replacing("d.txt", with: "p.c"), "the demands have changed"),
        ]
        for (text, expected) in changes { #expect(try reason(text) == expected) }
        try write("int x;", "p.h")
        #expect(try reason(file) == "'../p.h' has changed")
        try write("", "p.h")
        try write("#!another", "generator", mode: 0o755)
        #expect(try reason(file) == "the generator has changed")
        try FileManager.default.removeItem(atPath: "\(folder)/generator")
        #expect(try reason(file) == nil)
        try write("#!!", "build/v02/p", mode: 0o755)
        #expect(try reason(file) == "a binary is not the one that was checked")
        try write("{}", "build/family.json")
        #expect(try reason(file) == "'family.json' is of another version")
    }

    @Test func `a variant for another machine is as old as its image, starter and emulator`() throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "program: p\nvariants: {count: 1, machines: [s390x]}\n"
        try write("int main(void){}", "p.c")
        try write("image", "build/v01/p.s390x")
        try write("starter", "build/v01/p", mode: 0o755)
        try write("qemu", "qemu")
        let record = """
            {"schemaVersion": 2, "program": "p", "seed": 1, "generatorDigest": "", "count": 1,
             "inputs": [{"path": "../p.c", "digest": "content:int main(void){}"}],
             "options": ["--machine", "s390x"],
             "variants": [{"binaryDigest": "content:image", "starterDigest": "content:starter",
                "machine": {"name": "s390x", "byteOrder": "big", "emulator":
                    {"path": "\(folder)/qemu", "digest": "content:qemu", "version": "1"}}}]}
            """
        try write(record, "build/family.json")
        #expect(try reason(file) == nil)
        #expect(
            try reason(file.replacing("[s390x]", with: "[aarch64]")) == "the options have changed")
        for (path, content, expected) in [
            ("build/v01/p.s390x", "image", "a binary is not the one that was checked"),
            ("build/v01/p", "starter", "what starts 'v01' has changed"),
            ("qemu", "qemu", "the emulator '\(folder)/qemu' has changed"),
        ] {
            try write("other", path, mode: 0o755)
            #expect(try reason(file) == expected)
            try write(content, path, mode: 0o755)
            #expect(try reason(file) == nil)
        }
        try FileManager.default.removeItem(atPath: "\(folder)/qemu")
        #expect(try reason(file) == "the files cannot be compared")
    }

    @Test func `an ensemble of versions only has no family`() throws {
        #expect(VariantFamily(of: try Ensemble.adHoc(replicas: ["a"])) == nil)
    }
}
