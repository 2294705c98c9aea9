/// Instructions that enter the kernel, in what `objdump -d` lists.
package enum SystemCallSites {
    private static let entries = ["syscall", "sysenter"].map { Array($0.utf8)[...] }
    private static let interrupt = Array("int".utf8)[...]
    private static let vector = Array("$0x80".utf8)[...]

    /// How many there are: `syscall`, `sysenter`, `int $0x80`.
    package static func count(in listing: [UInt8]) -> Int {
        listing.split(separator: UInt8(ascii: "\n")).count { line in
            guard let tab = line.lastIndex(of: UInt8(ascii: "\t")) else { return false }
            let words = line[tab...].dropFirst().split(separator: UInt8(ascii: " "))
            return words.contains { entries.contains($0) }
                || (words.first == interrupt && words.last == vector)
        }
    }
}
