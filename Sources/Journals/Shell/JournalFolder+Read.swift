import CLinux
import Glibc

extension JournalFolder {
    /// The journal's files, in no order.
    package func names() throws(JournalError) -> [JournalName] {
        let other = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard other >= 0, let stream = fdopendir(other) else {
            let number = errno
            if other >= 0 { close(other) }
            throw .cannotRead(path: path, errno: number)
        }
        defer { closedir(stream) }
        var names: [JournalName] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw .cannotRead(path: path, errno: errno) }
                return names
            }
            let text = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name = JournalName(text: text) { names.append(name) }
        }
    }

    /// Reads the whole journal.
    ///
    /// - Parameters:
    ///   - run: whose it must be; nil takes any.
    ///   - each: is given the records in order; they count only if nothing is thrown.
    package func scan(
        run: RunID? = nil, each: (JournalRecord) -> Void = { _ in }
    ) throws(JournalError) -> JournalEnd {
        var numbers: [UInt64] = []
        for case .segment(let number) in try names() { numbers.append(number) }
        var scan = JournalScan(layout: layout, run: run)
        for number in numbers.sorted() {
            let (bytes, written) = try read(.segment(number))
            defer { munmap(bytes.baseAddress, bytes.count) }
            do throws(JournalDamage) {
                try scan.scan(
                    number, UnsafeRawBufferPointer(bytes), written: written, each: each)
            } catch { throw .damaged(path: path, error) }
        }
        do throws(JournalDamage) { return try scan.finish() } catch {
            throw .damaged(path: path, error)
        }
    }

    /// - Returns: mapped memory, which the caller unmaps, and how much of it was ever written.
    private func read(
        _ name: JournalName
    ) throws(JournalError) -> (UnsafeMutableRawBufferPointer, written: Int) {
        let place = "\(path)/\(name.text)"
        let file = openat(folder, name.text, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: place, errno: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .cannotRead(path: place, errno: errno) }
        // One byte more than the longest is enough to see that it is too long.
        let count = min(Int(status.st_size), JournalLayout.segmentBytesMax + 1)
        let none = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        if count == 0 { return (none, 0) }
        let memory = mmap(
            nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != UnsafeMutableRawPointer(bitPattern: -1) else {
            throw .cannotRead(path: place, errno: errno)
        }
        let bytes = UnsafeMutableRawBufferPointer(start: memory, count: count)
        var written = 0
        let flaw = Self.read(file, into: bytes, &written)
        if flaw == 0 { return (bytes, written) }
        munmap(memory, count)
        throw .cannotRead(path: place, errno: flaw)
    }

    /// Reads what was written; most of a segment that is prepared never was, and is zero as the
    /// memory is.
    ///
    /// - Parameter written: behind it all is zero, and better not looked at: it would be paged in.
    /// - Returns: an error number, 0 when there was none.
    private static func read(
        _ file: Int32, into bytes: UnsafeMutableRawBufferPointer, _ written: inout Int
    ) -> Int32 {
        var end = 0
        while end < bytes.count {
            var done = thrice_written_from(file, end, bytes.count, &end)
            if done < 0 { return 0 }
            while done < end {
                let got = pread(file, bytes.baseAddress! + done, end - done, off_t(done))
                if got < 0 && errno == EINTR { continue }
                if got <= 0 { return got < 0 ? errno : EIO }
                done += got
            }
            written = end
        }
        return 0
    }

    /// Reads the journal of a run and says where the run stood.
    ///
    /// - Parameter output: the output file's bytes; nil when the output is none.
    package func position(
        run: RunID? = nil, output: UnsafeRawBufferPointer?
    ) throws(JournalError) -> (end: JournalEnd, position: RunPosition) {
        var position = RunPosition(output: output)
        var flaw: (record: UInt64, what: RunFlaw)?
        let end = try scan(run: run) { record in
            guard flaw == nil else { return }
            do throws(RunFlaw) { try position.take(record) } catch {
                flaw = (record.sequence, error)
            }
        }
        if flaw == nil {
            do throws(RunFlaw) { try position.finish() } catch { flaw = (end.last, error) }
        }
        if let flaw { throw .impossible(path: path, record: flaw.record, flaw.what) }
        return (end, position)
    }
}
