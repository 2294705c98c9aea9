import Foundation
import Testing

/// One call of `thrice thresholds`, as a user makes it.
enum ThresholdsRun {
    /// Options of a test that is not about intervals.
    static let quick = ["--resamples", "20"]

    struct Outcome {
        let status: Int32
        let output: String
        let error: String
    }

    static func run(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        let folder = try scratch()
        let streams = ["out", "err"].map { "\(folder)/\($0)" }
        let handles = try streams.map { path in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        }
        process.executableURL = URL(fileURLWithPath: try #require(BuiltThrice.path))
        process.arguments = ["thresholds"] + arguments
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let texts = streams.map {
            String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self)
        }
        try FileManager.default.removeItem(atPath: folder)
        return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
    }

    private static func scratch() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-thresholds-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Files of these contents, called `a.txt`, `b.txt`, … in a folder that is gone afterwards.
    static func with<Value>(
        _ contents: [String], _ body: ([String]) throws -> Value
    ) throws -> Value {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let paths = try contents.enumerated().map { index, content in
            let path = "\(folder)/\(Character(UnicodeScalar(UInt8(97 + index)))).txt"
            try content.write(toFile: path, atomically: false, encoding: .utf8)
            return path
        }
        return try body(paths)
    }
}
