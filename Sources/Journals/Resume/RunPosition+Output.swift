extension RunPosition {
    /// An answer that is in the output, while its verdict's record was lost.
    package struct Left: Equatable, Sendable {
        package let number: UInt64
        /// The line as it stands, without its newline.
        package let line: [UInt8]
    }

    /// Settles demands whose answers are whole in the output though no verdict on them is recorded:
    /// they left, and are not asked again. Only for a run whose answers do not wait for their
    /// verdict's record.
    ///
    /// - Parameter tail: the output file's bytes from `outputEnd` on.
    /// - Returns: those answers; `cut` is behind the last of them then.
    package mutating func takeOutput(_ tail: UnsafeRawBufferPointer) -> [Left] {
        precondition(unwritten.isEmpty && cut == outputEnd, "\(cut) is before \(outputEnd)")
        var left: [Left] = []
        var start = 0
        while left.count < undecided.count,
            let feed = tail[start...].firstIndex(of: UInt8(ascii: "\n"))
        {
            left.append(Left(number: undecided[left.count].number, line: Array(tail[start..<feed])))
            start = feed + 1
        }
        undecided.removeFirst(left.count)
        lastVerdict += UInt64(left.count)
        outputEnd += UInt64(start)
        cut = outputEnd
        return left
    }
}
