import CLinux

/// Which memory of a process a system call moves bytes from or to, at its entry.
struct BytePieces {
    /// In order; of one piece where the count is no list.
    let pieces: [(address: UInt64, count: UInt64)]
    private let number: UInt64
    private let list: UInt64

    /// readv and writev.
    private static let lists: Set<UInt64> = [19, 20]
    private static let getrandom: UInt64 = 318

    init(_ number: UInt64, _ registers: user_regs_struct, in process: Tracee) {
        (self.number, list) = (number, registers.rsi)
        if number == Self.getrandom {
            pieces = [(registers.rdi, registers.rsi)]
        } else if !Self.lists.contains(number) {
            pieces = [(registers.rsi, registers.rdx)]
        } else {
            pieces = (0..<min(registers.rdx, 1024)).map { piece in
                let place = registers.rsi + piece * 16
                return (process.word(at: place), process.word(at: place + 8))
            }
        }
    }

    /// Lets the call ask for so many bytes at most.
    ///
    /// - Returns: what puts the list right again, where there is one.
    func shorten(
        to bytes: UInt64, _ registers: inout user_regs_struct, in process: Tracee
    ) throws(TracingError) -> (place: UInt64, bytes: [UInt8])? {
        if number == Self.getrandom {
            registers.rsi = bytes
            return nil
        }
        guard Self.lists.contains(number) else {
            registers.rdx = bytes
            return nil
        }
        var left = bytes
        for (index, piece) in pieces.enumerated() {
            if left > piece.count {
                left -= piece.count
                continue
            }
            let place = list + UInt64(index) * 16 + 8
            let before = try process.memory(at: place, count: 8)
            try process.write(withUnsafeBytes(of: left) { Array($0) }, at: place)
            registers.rdx = UInt64(index) + 1
            return (place, before)
        }
        return nil
    }
}
