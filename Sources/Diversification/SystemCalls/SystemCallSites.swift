/// Instructions that enter the kernel, in what `objdump -d` lists.
package enum SystemCallSites {
    /// How many there are: `syscall`, `sysenter`, `int $0x80`.
    package static func count(in listing: [UInt8]) -> Int {
        listing.split(separator: UInt8(ascii: "\n")).count { line in
            guard let tab = line.lastIndex(of: UInt8(ascii: "\t")) else { return false }
            let words = line[tab...].dropFirst().split(separator: UInt8(ascii: " "))
            guard let operation = words.first.map({ String(decoding: $0, as: UTF8.self) }) else {
                return false
            }
            return operation == "syscall" || operation == "sysenter"
                || (operation == "int" && words.last == Array("$0x80".utf8)[...])
        }
    }
}
