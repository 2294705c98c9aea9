import Foundation

/// The executables that are installed beside `thrice`.
enum SiblingExecutable {
    /// - Returns: the path beside the running executable; the file need not exist.
    static func path(_ name: String) -> String {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(fileURLWithPath: own ?? CommandLine.arguments[0])
            .deletingLastPathComponent().path
        return "\(folder)/\(name)"
    }
}
