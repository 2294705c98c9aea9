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
            let bytes = try read(.segment(number))
            defer { bytes.deallocate() }
            do throws(JournalDamage) {
                try scan.scan(number, UnsafeRawBufferPointer(bytes), each: each)
            } catch { throw .damaged(path: path, error) }
        }
        do throws(JournalDamage) { return try scan.finish() } catch {
            throw .damaged(path: path, error)
        }
    }

    /// - Returns: memory that the caller gives back.
    private func read(_ name: JournalName) throws(JournalError) -> UnsafeMutableRawBufferPointer {
        let place = "\(path)/\(name.text)"
        let file = openat(folder, name.text, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: place, errno: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .cannotRead(path: place, errno: errno) }
        // One byte more than the longest is enough to see that it is too long.
        let count = min(Int(status.st_size), JournalLayout.segmentBytesMax + 1)
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        var done = 0
        while done < count {
            let got = pread(file, bytes.baseAddress! + done, count - done, off_t(done))
            if got < 0 && errno == EINTR { continue }
            if got <= 0 {
                let number = got < 0 ? errno : EIO
                bytes.deallocate()
                throw .cannotRead(path: place, errno: number)
            }
            done += got
        }
        return bytes
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
