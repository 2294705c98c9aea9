import CLinux

/// The call that has brought a demand, where the window begins; what was there before it.
struct ArrivedDemand {
    /// `read` or `readv`.
    let number: UInt64
    /// Where it may have written, in order, and what stood there.
    private let pieces: [(address: UInt64, before: [UInt8])]
    /// That it has brought.
    var byteCount = 0

    /// - Parameters:
    ///   - registers: at its entry.
    ///   - limit: bytes that it can bring.
    init(_ registers: user_regs_struct, in process: Tracee, limit: Int) throws(TracingError) {
        number = registers.orig_rax
        var pieces: [(UInt64, [UInt8])] = []
        var left = limit
        for piece in BytePieces(number, registers, in: process).pieces where left > 0 {
            let count = min(left, Int(clamping: piece.count))
            pieces.append((piece.address, try process.memory(at: piece.address, count: count)))
            left -= count
        }
        self.pieces = pieces
    }

    /// Takes back what stands behind so many bytes.
    func restore(behind bytes: Int, in process: Tracee) throws(TracingError) {
        var skipped = 0
        for piece in pieces {
            let kept = min(max(0, bytes - skipped), piece.before.count)
            skipped += piece.before.count
            if kept == piece.before.count { continue }
            try process.write(Array(piece.before[kept...]), at: piece.address + UInt64(kept))
        }
    }
}
