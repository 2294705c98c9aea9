import Glibc

extension JournalFolder {
    /// Makes a journal that was read ready to be written: nothing that was read is lost by it, and
    /// a torn tail is kept in a file of its own. Waits for the disk.
    ///
    /// - Returns: where the journal ends now.
    package func repair(_ end: JournalEnd) throws(JournalError) -> JournalEnd {
        for case .rewriting(let number) in try names() {
            // Of a repair that was cut off; the segment itself is untouched.
            unlinkat(folder, JournalName.rewriting(number).text, 0)
        }
        for step in RepairPlan.steps(for: end) { try perform(step) }
        return end.repaired
    }

    private func perform(_ step: RepairPlan.Step) throws(JournalError) {
        switch step {
        case .copy(let name, let from, let to, let other): try copy(name, from..<to, as: other)
        case .sync(let name):
            let file = try file(name, O_RDONLY)
            defer { close(file) }
            try check(fsync(file), name)
        case .rename(let name, let other):
            try check(renameat(folder, name.text, folder, other.text), name)
        case .remove(let name): try check(unlinkat(folder, name.text, 0), name)
        case .syncFolder:
            if fsync(folder) != 0 { throw .cannotRepair(path: path, errno: errno) }
        }
    }

    private func copy(
        _ name: JournalName, _ range: Range<Int>, as other: JournalName
    ) throws(JournalError) {
        let source = try file(name, O_RDONLY)
        defer { close(source) }
        let target = try file(other, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(target) }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { chunk.deallocate() }
        var done = range.lowerBound
        while done < range.upperBound {
            let wanted = min(chunk.count, range.upperBound - done)
            let got = pread(source, chunk.baseAddress, wanted, off_t(done))
            if got < 0 && errno == EINTR { continue }
            if got == 0 { errno = EIO }
            try check(got > 0 ? 0 : -1, name)
            var put = 0
            while put < got {
                let count = Glibc.write(target, chunk.baseAddress! + put, got - put)
                if count < 0 && errno == EINTR { continue }
                try check(count > 0 ? 0 : -1, other)
                put += count
            }
            done += got
        }
    }

    private func file(_ name: JournalName, _ flags: Int32) throws(JournalError) -> Int32 {
        let file = openat(folder, name.text, flags | O_CLOEXEC, 0o644)
        try check(file < 0 ? -1 : 0, name)
        return file
    }

    private func check(_ result: Int32, _ name: JournalName) throws(JournalError) {
        if result != 0 { throw .cannotRepair(path: "\(path)/\(name.text)", errno: errno) }
    }
}
