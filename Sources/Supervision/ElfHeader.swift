import Glibc

/// What the first bytes of an executable say.
enum ElfHeader {
    /// Whether it is an ELF file of 64 bits for this byte order that names no loader. A script, a
    /// file that cannot be read and anything else is not.
    static func isStatic(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        guard pread(file, &bytes, 64, 0) == 64, bytes.prefix(6) == [0x7f, 0x45, 0x4c, 0x46, 2, 1]
        else { return false }
        let place = number(bytes, at: 32, bytes: 8)
        let size = number(bytes, at: 54, bytes: 2)
        let count = number(bytes, at: 56, bytes: 2)
        guard size >= 56, count > 0, count <= 256, place <= 1 << 20 else { return false }
        var headers = [UInt8](repeating: 0, count: Int(size * count))
        guard pread(file, &headers, headers.count, off_t(place)) == headers.count else {
            return false
        }
        let interpreter: UInt64 = 3
        return stride(from: 0, to: headers.count, by: Int(size)).allSatisfy {
            number(headers, at: $0, bytes: 4) != interpreter
        }
    }

    /// Whether a debugger finds a program there; not in a script.
    static func isProgram(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4)
        return pread(file, &bytes, 4, 0) == 4 && bytes == [0x7f, 0x45, 0x4c, 0x46]
    }

    private static func number(_ bytes: [UInt8], at place: Int, bytes count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }
    }
}
