import Voting

/// Lines that all recordings hold alike, many at a time.
extension RecordedVote {
    /// Takes equal lines until there is a difference, an end, an overlong line, a demand to be
    /// explained, or not a whole line left to compare; the next line is to be taken by itself.
    mutating func takeEqualLines() throws(RecordingError) {
        while !latch.isClosed, tally.demands + 1 < nextExplained {
            var window = Self.strideMax
            for replica in recordings.indices {
                try recordings[replica].readAhead()
                window = min(window, recordings[replica].unread.count)
            }
            let isLast = window <= stride
            window = min(window, stride)
            let same = sameBytes(window)
            guard let first = recordings[0].unread.baseAddress else { return }
            let whole = LineScan.wholeLines(first, same)
            if whole > 0, try takeEqual(whole) < whole { return }
            if same < window {
                stride = max(Self.strideMin, stride / 4)
                return
            }
            // No whole line may only mean that it is longer than the stride.
            if whole == 0 && isLast { return }
            stride = min(Self.strideMax, stride * 2)
        }
    }

    /// How many of the next bytes are the same in all recordings, at most `most`.
    private func sameBytes(_ most: Int) -> Int {
        guard let first = recordings[0].unread.baseAddress else { return 0 }
        var same = most
        for replica in recordings.indices.dropFirst() where same > 0 {
            guard let other = recordings[replica].unread.baseAddress else { return 0 }
            same = LineScan.common(first, other, same)
        }
        return same
    }

    /// - Parameter bytes: whole lines, the same in all recordings.
    /// - Returns: how many of the bytes were taken: those before an overlong line, and before a
    ///   demand to be explained.
    private mutating func takeEqual(_ bytes: Int) throws(RecordingError) -> Int {
        guard let first = recordings[0].unread.baseAddress else { return 0 }
        var taken = LineScan.bytes(
            beforeLineLongerThan: recordings[0].answerBytesMax, first, bytes)
        var count = LineScan.lines(first, taken)
        let most = nextExplained - tally.demands - 1
        if UInt64(count) > most {
            count = Int(most)
            taken = LineScan.bytes(ofLines: count, first, taken)
        }
        let all = UnsafeRawBufferPointer(start: first, count: taken)
        if unison == .released {
            try sink.write(all)
            countUnanimous(count)
        } else {
            try voteEqual(all)
        }
        for replica in recordings.indices { recordings[replica].take(taken, lines: count) }
        return taken
    }

    private mutating func countUnanimous(_ count: Int) {
        tally.demands += UInt64(count)
        tally.agreed += UInt64(count)
        for replica in tally.replicas.indices { tally.replicas[replica].agreed += UInt64(count) }
    }

    /// Each line is read once, as the answer of all.
    private mutating func voteEqual(_ all: UnsafeRawBufferPointer) throws(RecordingError) {
        var rest = all
        while !rest.isEmpty, let start = rest.baseAddress {
            let count = LineScan.bytes(ofLines: 1, start, rest.count)
            let line = UnsafeRawBufferPointer(start: start, count: count - 1)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            box.reset()
            let malformation = box.castAll(line, rule: rule)
            if let malformation {
                for replica in recordings.indices { complain(replica, .unreadable(malformation)) }
            } else if unison == .releasedWhenRead && !latch.isClosed {
                try sink.write(line: line)
                countUnanimous(1)
                continue
            }
            for replica in recordings.indices {
                lines[replica] = RecordedLine(kind: .answer, bytes: line)
            }
            try conclude()
        }
    }
}
