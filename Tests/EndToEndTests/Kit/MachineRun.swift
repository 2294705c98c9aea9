import Foundation

/// `thrice machine` on files of a folder of their own.
enum MachineRun {
    /// - Parameters:
    ///   - files: by name; the machine is `Airlock.mch`.
    ///   - input: what stands on standard input.
    static func run(
        _ files: [String: String], _ options: String, input: String = ""
    ) throws -> (status: Int32, output: String, errors: String) {
        let folder = try Fixture.path(".") + "/machine-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        for (name, text) in files {
            try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        }
        try input.write(toFile: folder + "/input", atomically: false, encoding: .utf8)
        return try Shell.run(
            "cd '\(folder)' && \"$THRICE\" machine Airlock.mch \(options) <input")
    }
}
