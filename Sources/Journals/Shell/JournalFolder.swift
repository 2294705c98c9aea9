import Glibc

/// The folder with a journal's segment files: the shell that does what scan, repair plan and
/// writer say. Only one process at a time has it open.
package final class JournalFolder {
    package let path: String
    package let layout: JournalLayout
    let folder: Int32
    /// Of the run's answers, where these go to a file.
    package var outputPath: String?
    /// The segment that is being written, open as long as it is.
    private var open: (number: UInt64, file: Int32)?

    /// Opens the folder, creating it within one that exists.
    ///
    /// - Parameter patience: milliseconds to wait for whoever has it open: the last journaler may
    ///   still write, and a process that is about to execute another one has all descriptors.
    package init(
        path: String, layout: JournalLayout, patience: Int = 1000
    ) throws(JournalError) {
        self.path = path
        self.layout = layout
        let isNew = mkdir(path, 0o755) == 0
        if !isNew && errno != EEXIST { throw .cannotOpen(path: path, errno: errno) }
        folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder < 0 { throw .cannotOpen(path: path, errno: errno) }
        var waits = patience / 10
        while flock(folder, LOCK_EX | LOCK_NB) != 0 {
            let number = errno
            if number == EINTR { continue }
            if number == EWOULDBLOCK && waits > 0 {
                waits -= 1
                poll(nil, 0, 10)
                continue
            }
            if number == EWOULDBLOCK { throw .inUse(path: path) }
            throw .cannotOpen(path: path, errno: number)
        }
        if isNew { try syncParent() }
    }

    deinit {
        if let open { close(open.file) }
        if folder >= 0 { close(folder) }
    }

    /// A new folder's own name has to survive, too.
    private func syncParent() throws(JournalError) {
        let parent = Glibc.openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if parent >= 0 { close(parent) } }
        if parent < 0 || fsync(parent) != 0 { throw .cannotOpen(path: path, errno: errno) }
    }

    /// Does one step of the writer's; waits for the disk.
    package func perform(
        _ step: JournalStep, _ bytes: UnsafeRawBufferPointer
    ) -> JournalStep.Outcome {
        switch step {
        case .prepare(let number): return prepare(number)
        case .write(let number, let offset): return write(number, bytes, offset)
        case .sync(let number):
            guard let file = file(number) else { return .failed(errno: errno) }
            // Not tried again, EINTR included: what the first one left is not known.
            return fdatasync(file) == 0 ? .done : .failed(errno: errno)
        case .remove(let number):
            if let flaw = syncOutput() { return .failed(errno: flaw) }
            let name = JournalName.segment(number).text
            if unlinkat(folder, name, 0) != 0 && errno != ENOENT { return .failed(errno: errno) }
            return fsync(folder) == 0 ? .done : .failed(errno: errno)
        }
    }

    /// The lines whose records go are in the output: from now on they must survive the machine
    /// there.
    ///
    /// - Returns: an error number; nil also where there is no such file, or nothing to sync.
    private func syncOutput() -> Int32? {
        guard let outputPath else { return nil }
        // A pipe would wait for somebody who writes.
        let file = Glibc.open(outputPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return fdatasync(file) == 0 || [EINVAL, EROFS].contains(errno) ? nil : errno
    }

    private func prepare(_ number: UInt64) -> JournalStep.Outcome {
        let name = JournalName.segment(number).text
        let flags = O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC
        let file = openat(folder, name, flags, 0o644)
        guard file >= 0 else { return .failed(errno: errno) }
        defer { close(file) }
        // Blocks that are given and not written read as zeros.
        var number = posix_fallocate(file, 0, off_t(layout.segmentBytes))
        if number == 0 && (fsync(file) != 0 || fsync(folder) != 0) { number = errno }
        if number == 0 { return .done }
        unlinkat(folder, name, 0)
        return .failed(errno: number)
    }

    private func write(
        _ number: UInt64, _ bytes: UnsafeRawBufferPointer, _ offset: Int
    ) -> JournalStep.Outcome {
        guard let file = file(number) else { return .failed(errno: errno) }
        while true {
            let count = pwrite(file, bytes.baseAddress, bytes.count, off_t(offset))
            if count >= 0 { return .wrote(count) }
            if errno != EINTR { return .failed(errno: errno) }
        }
    }

    /// The file of a segment that is being written; nil with errno.
    private func file(_ number: UInt64) -> Int32? {
        if let open, open.number == number { return open.file }
        if let open { close(open.file) }
        open = nil
        let file = openat(folder, JournalName.segment(number).text, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return nil }
        open = (number, file)
        return file
    }
}
