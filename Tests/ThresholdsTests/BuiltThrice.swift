import Foundation

/// The executable beside the tests, where the build puts all products; nil when it is not there.
enum BuiltThrice {
    static let path: String? = {
        let besideTests = URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().path
        return [
            "\(LaunchData.root)/.build/release", "\(LaunchData.root)/.build/debug", besideTests,
        ]
        .map { "\($0)/thrice" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}
