/// A file in a journal's folder.
package enum JournalName: Hashable, Sendable {
    case segment(UInt64)
    /// A segment on its way to replace the one with its number.
    case rewriting(UInt64)
    /// What was behind the end of a segment, kept when it was cut off.
    case torn(UInt64, offset: Int)

    package var text: String {
        switch self {
        case .segment(let number): "segment-\(Self.digits(number))"
        case .rewriting(let number): "segment-\(Self.digits(number)).new"
        case .torn(let number, let offset): "torn-\(Self.digits(number))-\(offset)"
        }
    }

    /// nil for files that are none of a journal's.
    package init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let name: JournalName?
        if parts.count == 2, parts[0] == "segment" {
            let isNew = parts[1].hasSuffix(".new")
            let number = UInt64(isNew ? parts[1].dropLast(4) : parts[1])
            name = number.map { isNew ? .rewriting($0) : .segment($0) }
        } else if parts.count == 3, parts[0] == "torn", let number = UInt64(parts[1]) {
            name = Int(parts[2]).map { .torn(number, offset: $0) }
        } else {
            name = nil
        }
        guard let name, name.text == text else { return nil }
        self = name
    }

    /// Wide enough that names sort as the numbers do for longer than any run.
    private static func digits(_ number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }
}
