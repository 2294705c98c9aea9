import Foundation

/// A browser without a window, which opens one page and ends.
struct Chromium {
    /// Nil where none is installed.
    static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    enum Scheme: String, CaseIterable, Sendable { case light, dark }

    struct Visit {
        var output: String
        /// What the page's console said.
        var console: [String]
        var status: Int32
    }

    let executable: String
    var width = 1280
    var height = 900
    var scheme = Scheme.light

    /// The page as it is when it is drawn, scripts run.
    func dump(_ page: URL) throws -> Visit { try open(page, ["--dump-dom"]) }

    func screenshot(_ page: URL, to file: URL) throws -> Visit {
        try open(page, ["--screenshot=\(file.path)"])
    }

    func print(_ page: URL, to file: URL) throws -> Visit {
        try open(page, ["--print-to-pdf=\(file.path)", "--no-pdf-header-footer"])
    }

    private func open(_ page: URL, _ arguments: [String]) throws -> Visit {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-chromium-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (
            folder.appendingPathComponent("output"), folder.appendingPathComponent("errors")
        )
        for file in [output, errors] {
            try Data().write(to: file)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        process.arguments =
            [
                "--kill-after=5", "60", executable, "--headless", "--no-sandbox", "--disable-gpu",
                "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
                "--force-device-scale-factor=1", "--user-data-dir=\(folder.path)/profile",
                "--window-size=\(width),\(height)", "--enable-logging=stderr", "--v=0",
                "--blink-settings=preferredColorScheme=\(scheme == .dark ? 0 : 1)",
            ] + arguments + [page.absoluteString]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        return Visit(
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            console: said.split(separator: "\n").map(String.init)
                .filter { $0.contains("CONSOLE") },
            status: process.terminationStatus)
    }
}
