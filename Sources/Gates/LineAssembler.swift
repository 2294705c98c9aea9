/// Cuts a stream of bytes into lines with bounded memory.
package struct LineAssembler: Sendable {
    private let lineBytesMax: Int
    private var line: [UInt8] = []
    private var isSkipping = false

    /// - Parameter lineBytesMax: longer lines are handed over at once, `lineBytesMax` + 1 bytes of
    ///   them, and skipped up to their newline.
    package init(lineBytesMax: Int) {
        self.lineBytesMax = lineBytesMax
        line.reserveCapacity(lineBytesMax + 1)
    }

    /// Hands over each line that the chunk completes, without its newline.
    ///
    /// - Parameter onLine: returns whether to go on; after `false` the rest of the chunk is lost.
    package mutating func take(
        _ chunk: UnsafeRawBufferPointer, _ onLine: (UnsafeRawBufferPointer) throws -> Bool
    ) rethrows {
        var rest = chunk[...]
        while !rest.isEmpty {
            let newline = rest.firstIndex(of: UInt8(ascii: "\n"))
            let piece = rest[..<(newline ?? rest.endIndex)]
            rest = rest[(newline.map { $0 + 1 } ?? rest.endIndex)...]
            var isWhole = newline != nil
            if isSkipping {
                if isWhole { isSkipping = false }
                continue
            }
            line.append(contentsOf: piece.prefix(lineBytesMax + 1 - line.count))
            if line.count > lineBytesMax {
                isSkipping = !isWhole
                isWhole = true
            }
            if isWhole {
                let goOn = try line.withUnsafeBytes(onLine)
                line.removeAll(keepingCapacity: true)
                if !goOn { return }
            }
        }
    }
}
