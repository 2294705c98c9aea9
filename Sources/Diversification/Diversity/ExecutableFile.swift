/// An ELF64 executable of either byte order: its machine, sections and symbols.
///
/// Every read is checked against the file's length; a file that lies about itself is refused or
/// loses what it lies about, and stops nobody.
package struct ExecutableFile: Sendable {
    /// Why a file cannot be read as an executable.
    package struct Unreadable: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    package struct Section: Equatable, Sendable {
        package let name: String
        /// `sh_type`; 8 is a section without bytes in the file.
        package let type: Int
        package let isExecutable: Bool
        /// It is there while the program runs.
        package let isLoaded: Bool
        package let address: Int
        /// Where its bytes are in the file.
        package let range: Range<Int>
        /// In memory.
        package let size: Int
        /// `sh_link`: of a symbol table, the section with its names.
        package let link: Int
    }

    package let bytes: [UInt8]
    package let machine: Machine
    package let sections: [Section]
    let numbers: FileNumbers

    package init(_ bytes: [UInt8]) throws(Unreadable) {
        guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else {
            throw Unreadable(description: "no ELF file")
        }
        guard bytes.count >= 64, bytes[4] == 2, bytes[5] == 1 || bytes[5] == 2 else {
            throw Unreadable(description: "no ELF file of 64 bits")
        }
        self.bytes = bytes
        numbers = FileNumbers(bytes, isBigEndian: bytes[5] == 2)
        machine = Machine(rawValue: numbers.read(18, 2) ?? 0)
        sections = try Self.sections(in: numbers)
    }

    /// The first section of this name that has bytes.
    package func section(_ name: String) -> Section? {
        sections.first { $0.name == name && $0.type != 8 }
    }

    private static func sections(in numbers: FileNumbers) throws(Unreadable) -> [Section] {
        guard let table = numbers.read(40, 8), let entry = numbers.read(58, 2), entry >= 64,
            let count = numbers.read(60, 2), let namesIndex = numbers.read(62, 2),
            table > 0, table <= numbers.count, namesIndex < count,
            let names = numbers.read(table + namesIndex * entry + 24, 8)
        else { throw Unreadable(description: "no section table") }
        var sections: [Section] = []
        for index in 0..<count {
            let header = table + index * entry
            guard let name = numbers.read(header, 4), let type = numbers.read(header + 4, 4),
                let flags = numbers.read(header + 8, 8), let address = numbers.read(header + 16, 8),
                let offset = numbers.read(header + 24, 8), let size = numbers.read(header + 32, 8),
                let link = numbers.read(header + 40, 4)
            else { throw Unreadable(description: "a cut section table") }
            let hasBytes = type != 0 && type != 8
            guard !hasBytes || (offset <= numbers.count && size <= numbers.count - offset) else {
                throw Unreadable(description: "section \(index) ends behind the file")
            }
            sections.append(
                Section(
                    name: numbers.text(names, name), type: type, isExecutable: flags & 4 != 0,
                    isLoaded: flags & 2 != 0, address: address,
                    range: hasBytes ? offset..<offset + size : 0..<0, size: size, link: link))
        }
        return sections
    }
}
