/// The functions and variables that `.symtab` names; a stripped file has none.
extension ExecutableFile {
    package struct Symbol: Equatable, Sendable {
        package enum Kind: Sendable {
            case function, variable
        }

        package let name: String
        package let kind: Kind
        package let address: Int
        /// Above 0.
        package let size: Int
        let section: Int
    }

    /// In the order of the table; what has no size or is defined elsewhere is left out.
    package var symbols: [Symbol] {
        guard let table = sections.first(where: { $0.type == 2 }),
            sections.indices.contains(table.link)
        else { return [] }
        let names = sections[table.link].range.lowerBound
        return stride(from: table.range.lowerBound, to: table.range.upperBound - 23, by: 24)
            .compactMap { symbol(at: $0, names: names) }
    }

    private func symbol(at entry: Int, names: Int) -> Symbol? {
        guard let name = numbers.read(entry, 4), let info = numbers.read(entry + 4, 1),
            let section = numbers.read(entry + 6, 2), let address = numbers.read(entry + 8, 8),
            let size = numbers.read(entry + 16, 8), size > 0, section > 0,
            sections.indices.contains(section)
        else { return nil }
        let kind: Symbol.Kind
        switch info & 15 {
        case 1: kind = .variable
        case 2 where sections[section].isExecutable: kind = .function
        default: return nil
        }
        return Symbol(
            name: numbers.text(names, name), kind: kind, address: address, size: size,
            section: section)
    }

    /// Where a function's code is in the file; nil when it is not all in its section.
    func range(of symbol: Symbol) -> Range<Int>? {
        let section = sections[symbol.section]
        let offset = symbol.address - section.address
        guard offset >= 0, offset <= section.range.count,
            symbol.size <= section.range.count - offset
        else { return nil }
        let start = section.range.lowerBound + offset
        return start..<start + symbol.size
    }
}
