import Campaigns
import Foundation
import Testing

@Suite struct ResultReadingTests {
    /// Results in a folder of their own.
    private func withFile(
        _ mode: ResultFile.Mode = .shared,
        facts: [String: String] = ["schema": "1", "name": "all"],
        _ body: (String, ResultFile) throws -> Void
    ) throws {
        let folder = NSTemporaryDirectory() + "thrice-reading ?#-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/results.sqlite"
        let file = try ResultFile(path: path, mode: mode)
        try file.begin(facts: facts, lines: [])
        try body(path, file)
    }

    private func files(beside path: String) throws -> [String] {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test(arguments: [ResultFile.Mode.shared, .alone])
    func `who reads changes nothing, neither the file nor its folder`(
        mode: ResultFile.Mode
    ) throws {
        try withFile(mode) { path, file in
            try file.close()
            let before = FileManager.default.contents(atPath: path)
            #expect(try files(beside: path) == ["results.sqlite"])
            let read = try ResultFile(reading: path)
            #expect(try read.facts()["name"] == "all")
            #expect(try files(beside: path) == ["results.sqlite"])
            try read.close()
            #expect(FileManager.default.contents(atPath: path) == before)
        }
    }

    @Test func `what is still being written is read as far as it is`() throws {
        try withFile { path, file in
            try file.begin(facts: ["name": "other"], lines: [])
            #expect(try ResultFile(reading: path).facts()["name"] == "other")
        }
    }

    private func refusal(of path: String) -> String {
        do {
            _ = try ResultFile(reading: path)
            return ""
        } catch { return "\(error)" }
    }

    @Test func `what is none of results, or of other ones, is refused`() throws {
        try withFile(facts: [:]) { path, file in
            try file.close()
            #expect(refusal(of: path) == "it says nothing of a campaign")
            let empty = path + ".empty"
            #expect(FileManager.default.createFile(atPath: empty, contents: nil))
            #expect(refusal(of: empty) == "it says nothing of a campaign")
            #expect(FileManager.default.contents(atPath: empty) == Data())
        }
        try withFile(facts: ["schema": "2"]) { path, _ in
            #expect(refusal(of: path) == "its schema is '2', and only 1 is known")
        }
    }
}
