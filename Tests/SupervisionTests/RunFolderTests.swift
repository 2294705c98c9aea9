import Foundation
import Supervision
import Testing

struct RunFolderTests {
    private let place = FileManager.default.temporaryDirectory
        .appendingPathComponent("thrice-\(UUID().uuidString)").path

    @Test func `it is made with the folders above it, and its files are replaced whole`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        let folder = try RunFolder(path: "\(place)/a/b")
        try folder.replace("pids", with: "one\n")
        try folder.replace("pids", with: "two\n")
        #expect(try String(contentsOfFile: "\(place)/a/b/pids", encoding: .utf8) == "two\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(place)/a/b").sorted()
                == ["pids", "stderr"])
        _ = try RunFolder(path: "\(place)/a/b")
    }

    @Test func `a place that cannot be a folder is an error that names it`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try Data().write(to: URL(fileURLWithPath: place))
        #expect(throws: SupervisionError.cannotCreate(path: place, error: ENOTDIR)) {
            try RunFolder(path: place)
        }
        #expect(
            SupervisionError.cannotCreate(path: "x", error: ENOTDIR).message
                == "cannot create 'x': not a directory")
    }
}
