import Foundation

extension ThriceRun {
    /// Streams the demands in and reads until as many more answers are there.
    @discardableResult
    func exchange(
        _ demands: [String], answers count: Int? = nil, within limit: Duration = .seconds(20)
    ) throws -> [String] {
        let first = answers.count
        let wanted = first + (count ?? demands.count)
        try transfer(demands.map { $0 + "\n" }.joined(), until: wanted, within: limit)
        guard answers.count >= wanted else {
            throw KitError(
                "the output ended after \(answers.count) of \(wanted); stderr: \(stderr)")
        }
        return Array(answers[first..<wanted])
    }

    /// Reads until the run has given that many answers in all; returns them.
    func answers(
        inAll count: Int, within limit: Duration = .seconds(20)
    ) throws -> [String] {
        if answers.count < count { try exchange([], answers: count - answers.count, within: limit) }
        return answers
    }

    /// Writes demands without waiting for an answer; they must fit into the pipe.
    func send(_ text: String) throws {
        try transfer(text, until: answers.count, within: .seconds(20))
    }

    /// Closes the input, reads what still comes, and waits for the end.
    func finish(within limit: Duration = .seconds(20)) throws -> Outcome {
        closeInput()
        if output >= 0 { try transfer("", until: .max, within: limit) }
        let status = try waitForExit(within: limit)
        let duration = ContinuousClock.now - started
        let written = FileManager.default.contents(atPath: scratch.path("summary.json"))
        return Outcome(
            status: status, answers: answers,
            unterminated: String(decoding: received[consumed...], as: UTF8.self), stderr: stderr,
            summary: try written.map { try JSONDecoder().decode(RunSummary.self, from: $0) },
            duration: duration)
    }

    /// Both directions in one loop, so that neither pipe can fill up against the other. Ends when
    /// all is written and `wanted` answers are there, or the output has ended.
    private func transfer(_ text: String, until wanted: Int, within limit: Duration) throws {
        let bytes = Array(text.utf8)
        var written = 0
        let end = ContinuousClock.now + limit
        while written < bytes.count || answers.count < wanted {
            var entries = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: written < bytes.count ? input : -1, events: Int16(POLLOUT), revents: 0),
            ]
            guard poll(&entries, 2, (end - ContinuousClock.now).wholeMilliseconds) > 0 else {
                throw KitError(
                    "\(answers.count) answers within \(limit), wanted \(wanted); stderr: \(stderr)")
            }
            if entries[1].revents != 0 {
                let count = bytes[written...].withUnsafeBytes {
                    write(input, $0.baseAddress, $0.count)
                }
                if count < 0 && errno != EAGAIN { return try drain(until: end) }
                written += max(0, count)
            }
            if entries[0].revents != 0, try !receive() { return }
        }
    }

    /// The run takes no demands any more; what it has said is still to be read.
    private func drain(until end: ContinuousClock.Instant) throws {
        var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, (end - ContinuousClock.now).wholeMilliseconds) > 0 {
            if try !receive() { return }
        }
        throw KitError("the run closed its input and did not end; stderr: \(stderr)")
    }

    /// False at the end of the output.
    private func receive() throws -> Bool {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(output, &block, block.count)
        guard count >= 0 else { throw KitError("cannot read the answers: errno \(errno)") }
        received += block[..<count]
        while let lineFeed = received[consumed...].firstIndex(of: 10) {
            answers.append(String(decoding: received[consumed..<lineFeed], as: UTF8.self))
            consumed = lineFeed + 1
        }
        if consumed == received.count {
            received.removeAll(keepingCapacity: true)
            consumed = 0
        }
        return count > 0
    }
}
