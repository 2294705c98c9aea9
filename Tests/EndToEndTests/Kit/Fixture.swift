import Foundation

/// The replicas of `Tests/Fixtures/replicas`; the C ones are compiled once a test process.
enum Fixture {
    /// The path of the fixture of this name: `faulty`, or `digest.py`.
    static func path(_ name: String) throws -> String {
        let folder = try built.get()
        let path = folder + "/" + name
        guard FileManager.default.fileExists(atPath: path) else {
            throw KitError("no fixture '\(name)' in Tests/Fixtures/replicas")
        }
        return path
    }

    /// The root of the package.
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url
    }()

    /// The built command, beside this test bundle.
    static func command() throws -> String {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/thrice"
        if FileManager.default.isExecutableFile(atPath: path) { return path }
        let release = root.appendingPathComponent(".build/release/thrice").path
        guard FileManager.default.isExecutableFile(atPath: release) else {
            throw KitError("no command at '\(path)' (hint: swift build -c release)")
        }
        return release
    }

    private static let folder = NSTemporaryDirectory() + "thrice-fixtures-\(getpid())"
    private static let built = Result { try build() }

    private static func build() throws -> String {
        let sources = root.appendingPathComponent("Tests/Fixtures/replicas")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: Fixture.folder) }
        for file in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
            let source = sources.appendingPathComponent(file)
            if source.pathExtension == "c" {
                let name = source.deletingPathExtension().lastPathComponent
                try compile(source.path, to: folder + "/" + name)
            } else {
                try FileManager.default.copyItem(atPath: source.path, toPath: folder + "/" + file)
            }
        }
        return folder
    }

    private static func compile(_ source: String, to path: String) throws {
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-o", path, source,
        ]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            throw KitError("cannot compile the fixture '\(source)'")
        }
    }
}
