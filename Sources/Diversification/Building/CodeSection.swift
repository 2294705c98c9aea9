/// The machine code of an ELF64 executable: its section `.text`.
package enum CodeSection {
    /// The section's bytes; nil when the file is no little-endian ELF64 or has no such section.
    package static func text(of file: [UInt8]) -> [UInt8]? {
        func number(_ offset: Int, _ size: Int) -> Int? {
            guard offset >= 0, offset <= file.count - size else { return nil }
            var value: UInt64 = 0
            for index in (0..<size).reversed() { value = value << 8 | UInt64(file[offset + index]) }
            return Int(exactly: value)
        }
        guard file.count >= 64, file.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]),
            let table = number(40, 8), let entry = number(58, 2), let count = number(60, 2),
            let namesIndex = number(62, 2), table <= file.count, entry >= 64,
            let names = number(table + namesIndex * entry + 24, 8)
        else { return nil }
        for index in 0..<count {
            let header = table + index * entry
            guard let name = number(header, 4), let offset = number(header + 24, 8),
                let size = number(header + 32, 8), names <= file.count, name <= file.count
            else { return nil }
            guard file.dropFirst(names + name).starts(with: Array(".text".utf8) + [0]) else {
                continue
            }
            guard offset <= file.count, size <= file.count - offset else { return nil }
            return Array(file[offset..<offset + size])
        }
        return nil
    }
}
