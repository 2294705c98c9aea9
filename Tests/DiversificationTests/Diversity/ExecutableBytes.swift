/// Builds the bytes of a small ELF64 file: `.text`, `.data` and, when there are symbols, `.symtab`.
struct ExecutableBytes {
    struct Symbol {
        var name: String
        /// From the start of its section.
        var offset: Int
        var size: Int
        var isFunction = true
    }

    var text: [UInt8] = []
    var symbols: [Symbol] = []
    var machine = 62
    var isBigEndian = false
    /// Where `.text` is in memory.
    var textAddress = 0x1000

    var bytes: [UInt8] {
        let names = Array("\0.text\0.data\0.symtab\0.strtab\0".utf8)
        var strings: [UInt8] = [0]
        var table = [UInt8](repeating: 0, count: 24)
        for symbol in symbols {
            table += number(strings.count, 4) + [symbol.isFunction ? 2 : 1, 0]
            table += number(symbol.isFunction ? 1 : 2, 2)
            table += number(symbol.offset + (symbol.isFunction ? textAddress : 0x8000), 8)
            table += number(symbol.size, 8)
            strings += Array(symbol.name.utf8) + [0]
        }
        let data = [UInt8](repeating: 0, count: 64)
        let bodies = [[], text, data, symbols.isEmpty ? [] : table, strings, names]
        var file = header(sections: bodies.count, bodies: bodies.reduce(0) { $0 + $1.count })
        var starts: [Int] = []
        for body in bodies {
            starts.append(file.count)
            file += body
        }
        let kinds = [0, 1, 1, symbols.isEmpty ? 1 : 2, 3, 3]
        let nameOffsets = [0, 1, 7, 13, 21, 21]
        let addresses = [0, textAddress, 0x8000, 0, 0, 0]
        for (index, body) in bodies.enumerated() {
            file += number(nameOffsets[index], 4) + number(kinds[index], 4)
            file += number(index == 1 ? 6 : 3, 8) + number(addresses[index], 8)
            file += number(starts[index], 8) + number(body.count, 8)
            file += number(index == 3 ? 4 : 0, 4) + number(0, 4) + number(1, 8) + number(24, 8)
        }
        return file
    }

    private func header(sections: Int, bodies: Int) -> [UInt8] {
        var header: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, isBigEndian ? 2 : 1, 1]
        header += [UInt8](repeating: 0, count: 9)
        header += number(2, 2) + number(machine, 2) + number(1, 4) + number(textAddress, 8)
        header += number(0, 8) + number(64 + bodies, 8) + number(0, 4)
        header += number(64, 2) + number(0, 4) + number(64, 2)
        header += number(sections, 2) + number(sections - 1, 2)
        return header
    }

    private func number(_ value: Int, _ size: Int) -> [UInt8] {
        let little = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isBigEndian ? little.reversed() : little
    }
}
