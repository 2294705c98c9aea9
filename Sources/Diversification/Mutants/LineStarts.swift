/// Turns offsets in a text into lines and columns.
struct LineStarts {
    private var starts = [0]

    init(_ source: SourceText) {
        for (offset, byte) in source.bytes.enumerated() where byte == 0x0a {
            starts.append(offset + 1)
        }
    }

    /// - Complexity: logarithmic in the number of lines.
    func position(of offset: Int) -> MutantSite.Position {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return MutantSite.Position(line: low + 1, column: offset - starts[low] + 1)
    }
}
