import Glibc

/// The folder of one run: `pids`, `events.jsonl`, `summary.json`, `stderr/<replica>.log`.
package struct RunFolder: Sendable {
    package let path: String

    /// Creates the folder with those above it; an existing one is used again, its files are
    /// replaced.
    package init(path: String) throws(SupervisionError) {
        self.path = path
        try Self.create(path)
        try Self.create(path + "/stderr")
    }

    private static func create(_ path: String) throws(SupervisionError) {
        var reached = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            reached += reached.isEmpty || reached.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(reached, 0o755) != 0 && errno != EEXIST {
                throw .cannotCreate(path: path, error: errno)
            }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotCreate(path: path, error: ENOTDIR)
        }
    }

    /// Replaces a file at once: a reader sees the old content or the new.
    ///
    /// - Parameter isDurable: it survives the machine from then on.
    package func replace(
        _ name: String, with text: String, isDurable: Bool = false
    ) throws(SupervisionError) {
        let place = "\(path)/\(name)"
        let temporary = place + ".new"
        let file = try create(temporary)
        defer { close(file) }
        guard writeAll(file, Array(text.utf8)), !isDurable || fsync(file) == 0,
            rename(temporary, place) == 0
        else { throw .cannotCreate(path: place, error: errno) }
        if isDurable { try sync() }
    }

    private func sync() throws(SupervisionError) {
        let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if folder >= 0 { close(folder) } }
        if folder < 0 || fsync(folder) != 0 { throw .cannotCreate(path: path, error: errno) }
    }

    /// A file to append to, empty at first.
    ///
    /// - Parameter isKept: what is in it stays.
    package func open(_ name: String, isKept: Bool = false) throws(SupervisionError) -> Int32 {
        try create("\(path)/\(name)", isKept: isKept)
    }

    private func create(
        _ place: String, isKept: Bool = false
    ) throws(SupervisionError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (isKept ? 0 : O_TRUNC)
        let file = Glibc.open(place, flags, 0o644)
        guard file >= 0 else { throw .cannotCreate(path: place, error: errno) }
        return file
    }
}

/// Writes all of it to a blocking descriptor; false, with errno, when it could not.
func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(file, $0.baseAddress! + done, bytes.count - done)
        }
        if count > 0 { done += count } else if errno != EINTR { return false }
    }
    return true
}
