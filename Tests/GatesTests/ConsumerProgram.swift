import Foundation
import Testing

/// A C program around the header for embedded consumers.
struct ConsumerProgram {
    let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("thrice-consumer-\(UUID().uuidString)").path

    static let compilers: [(compiler: String, sanitizers: [String])] = [
        // Debian's clang has its sanitizers in another package; gcc brings them along.
        ("gcc", ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]), ("clang", []),
    ]

    /// - Parameter name: of its source.
    init(_ name: String, _ compiler: String, flags: [String]) throws {
        let compiler = try #require(Program.find(compiler), "hint: apt install \(compiler)")
        let built = try Program.run(
            compiler,
            [
                "-std=c11", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I",
                Program.root + "/include", "-o", path,
                Program.root + "/Tests/Fixtures/consumer/\(name).c",
            ] + flags)
        try #require(built.status == 0, "\(built.errors)")
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
