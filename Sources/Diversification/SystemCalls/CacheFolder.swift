import Foundation
import Glibc

/// A folder of things that are made once, whoever asks first.
package struct CacheFolder {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The entry's path; when there is none yet, `make` fills a folder that then becomes it.
    ///
    /// Others who want an entry, in this process or another one, wait meanwhile. What is there is
    /// whole: it got its name last.
    package func entry(
        _ name: String, make: (_ folder: String) throws(GenerationError) -> Void
    ) throws(GenerationError) -> String {
        let entry = "\(path)/\(name)"
        let files = FileManager.default
        if files.fileExists(atPath: entry) { return entry }
        try inside { try files.createDirectory(atPath: path, withIntermediateDirectories: true) }
        let lock = open("\(path)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard lock >= 0 else { throw failure(String(cString: strerror(errno))) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(String(cString: strerror(errno))) }
        }
        if files.fileExists(atPath: entry) { return entry }
        let staging = "\(path)/.making"
        try? files.removeItem(atPath: staging)
        defer { try? files.removeItem(atPath: staging) }
        try inside { try files.createDirectory(atPath: staging, withIntermediateDirectories: true) }
        try make(staging)
        try inside {
            let parent = URL(fileURLWithPath: entry).deletingLastPathComponent()
            try files.createDirectory(at: parent, withIntermediateDirectories: true)
            try files.moveItem(atPath: staging, toPath: entry)
        }
        return entry
    }

    private func inside(_ body: () throws -> Void) throws(GenerationError) {
        do { try body() } catch { throw failure("\(error)") }
    }

    private func failure(_ cause: String) -> GenerationError {
        GenerationError(.cannotCreate, "cannot use cache '\(path)': \(cause)")
    }
}
