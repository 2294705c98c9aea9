import Voting

extension RunPosition {
    /// An answer that is in the output, while its verdict's record was lost.
    package struct Left: Equatable, Sendable {
        package let number: UInt64
        package let demand: [UInt8]
        /// The line as it stands, without its line feed.
        package let line: [UInt8]
        /// Bytes of the output up to and including it.
        package let outputEnd: UInt64
    }

    /// Settles demands whose answers are whole in the output though no verdict on them is recorded:
    /// they left, and are not asked again. Only for a run whose answers do not wait for their
    /// verdict's record.
    ///
    /// - Returns: those answers; `cut` is behind the last of them then.
    package mutating func takeOutput() -> [Left] {
        guard let output, cut == outputEnd else { return [] }
        let tail = output[Int(cut)...]
        var left: [Left] = []
        var start = tail.startIndex
        while let open = undecided.first,
            let feed = tail[start...].firstIndex(of: UInt8(ascii: "\n"))
        {
            left.append(
                Left(
                    number: open.number, demand: open.demand, line: Array(tail[start..<feed]),
                    outputEnd: UInt64(feed) + 1))
            settleFirst()
            start = feed + 1
        }
        lastVerdict += UInt64(left.count)
        firstUnwritten += UInt64(left.count)
        outputEnd = UInt64(start)
        cut = outputEnd
        return left
    }
}
