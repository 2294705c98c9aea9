import Glibc

/// Why a journal cannot be read, written or repaired.
package enum JournalError: Error, Equatable, Sendable {
    case cannotOpen(path: String, errno: Int32)
    case cannotRead(path: String, errno: Int32)
    case cannotRepair(path: String, errno: Int32)
    /// Another process writes it.
    case inUse(path: String)
    case damaged(path: String, JournalDamage)
    /// Its records are whole and tell of no possible run.
    case impossible(path: String, record: UInt64, RunFlaw)

    package var message: String {
        switch self {
        case .cannotOpen(let path, let number):
            "cannot open the journal '\(path)': \(Self.text(number))"
        case .cannotRead(let path, let number): "cannot read '\(path)': \(Self.text(number))"
        case .cannotRepair(let path, let number):
            "cannot repair '\(path)': \(Self.text(number)) (hint: make room, then try again)"
        case .inUse(let path): "cannot open the journal '\(path)': another run writes it"
        case .damaged(let path, let damage): "cannot read journal '\(path)': \(damage.message)"
        case .impossible(let path, let record, let flaw):
            "cannot read journal '\(path)': record \(record): \(flaw.text)"
        }
    }

    private static func text(_ number: Int32) -> String {
        let text = String(cString: strerror(number))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
