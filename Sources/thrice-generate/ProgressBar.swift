import Foundation
import Synchronization

/// One line on standard error that tells how much is done, when that is a terminal.
final class ProgressBar: Sendable {
    private let isTerminal: Bool
    private let isShown = Mutex(false)
    private static let width = 30

    init() {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        isTerminal = isatty(STDERR_FILENO) == 1 && terminal != "dumb"
    }

    /// From any thread.
    /// - Parameter what: is counted.
    func show(_ done: Int, of count: Int, _ what: String) {
        guard isTerminal, count > 0 else { return }
        let filled = Self.width * done / count
        let bar =
            String(repeating: "#", count: filled)
            + String(repeating: ".", count: Self.width - filled)
        isShown.withLock { isShown in
            write("\r[\(bar)] \(done) of \(count) \(what)\u{1b}[K")
            isShown = true
        }
    }

    /// Makes room for another line.
    func clear() {
        isShown.withLock { isShown in
            if isShown { write("\r\u{1b}[K") }
            isShown = false
        }
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
