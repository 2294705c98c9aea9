import Glibc

/// The output file of a run that goes on, as it is; nothing where the output is none.
struct OutputText {
    private let path: String?
    let bytes: UnsafeRawBufferPointer?

    init(path: String?) throws(ResumptionError) {
        guard let path else {
            (self.path, bytes) = (nil, nil)
            return
        }
        // A pipe would wait for somebody who writes.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        // One that is gone is written anew.
        if file < 0 && errno == ENOENT {
            (self.path, bytes) = (path, UnsafeRawBufferPointer(start: nil, count: 0))
            return
        }
        guard file >= 0, fstat(file, &status) == 0 else {
            throw .output(path: path, error: errno)
        }
        defer { close(file) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            (self.path, bytes) = (nil, nil)
            return
        }
        self.path = path
        let count = Int(status.st_size)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let memory = mmap(nil, count, PROT_READ, MAP_SHARED, file, 0),
            memory != UnsafeMutableRawPointer(bitPattern: -1)
        else { throw .output(path: path, error: errno) }
        bytes = UnsafeRawBufferPointer(start: memory, count: count)
    }

    func unmap() {
        guard let bytes, let start = bytes.baseAddress else { return }
        munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }

    /// Cuts the file; whole lines that are cut off are kept in a file of the run's folder.
    func cut(at length: UInt64, keepingIn folder: String) throws(ResumptionError) {
        guard let path, let bytes, Int(length) < bytes.count else { return }
        let tail = UnsafeRawBufferPointer(rebasing: bytes[Int(length)...])
        if tail.contains(0x0A) {
            let place = "\(folder)/torn-output-\(length)"
            let copy = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard copy >= 0 else { throw .output(path: place, error: errno) }
            defer { close(copy) }
            guard writeAll(copy, Array(tail)) else { throw .output(path: place, error: errno) }
        }
        guard truncate(path, off_t(length)) == 0 else {
            throw .output(path: path, error: errno)
        }
    }
}
