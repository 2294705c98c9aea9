/// The parameters of one fault as they were written, and what is wrong with them.
package struct FaultSettings: Sendable {
    package struct Flaw: Equatable, Sendable {
        package let key: String
        /// A lower-case fragment.
        package let message: String
    }

    private let values: [String: [String]]
    package private(set) var flaws: [Flaw] = []

    /// - Parameter values: by key, one text or the texts of a list.
    package init(_ values: [String: [String]]) { self.values = values }

    package mutating func number(
        _ key: String, in range: ClosedRange<UInt64>, or usual: UInt64
    ) -> UInt64 {
        guard let text = one(key) else { return usual }
        if let number = UInt64(text), range.contains(number) { return number }
        flaw(key, "expected a number in \(range.lowerBound)..\(range.upperBound)", text)
        return usual
    }

    package mutating func text(_ key: String) -> String? { one(key) }

    package mutating func required(_ key: String, _ what: String) -> String? {
        if values[key] == nil { flaws.append(Flaw(key: key, message: "expected \(what)")) }
        return one(key)
    }

    /// - Parameter usual: what nothing stands for.
    package mutating func words(
        _ key: String, of known: [String], or usual: [String]
    ) -> [String] {
        guard let words = values[key] else { return usual }
        if let unknown = words.first(where: { !known.contains($0) }) {
            flaw(key, "expected some of \(known.joined(separator: ", "))", unknown)
        }
        if words.isEmpty { flaws.append(Flaw(key: key, message: "expected at least one")) }
        return known.filter { words.contains($0) }
    }

    /// - Parameters:
    ///   - what: one of them, as `a system call's name`.
    ///   - isKnown: there are too many to say them all.
    /// - Returns: nil where nothing was said.
    package mutating func names(
        _ key: String, _ what: String, _ isKnown: (String) -> Bool
    ) -> Set<String>? {
        guard let names = values[key] else { return nil }
        if let unknown = names.first(where: { !isKnown($0) }) {
            flaw(key, "expected \(what)", unknown)
        }
        if names.isEmpty { flaws.append(Flaw(key: key, message: "expected at least one")) }
        return Set(names)
    }

    package mutating func nanoseconds(
        _ key: String, or usual: UInt64, read: (String) -> UInt64?
    ) -> UInt64 {
        guard let text = one(key) else { return usual }
        if let duration = read(text) { return duration }
        flaw(key, "expected a duration as 200ms or 1s", text)
        return usual
    }

    private mutating func one(_ key: String) -> String? {
        guard let texts = values[key] else { return nil }
        if texts.count != 1 { flaw(key, "expected one value", "a list") }
        return texts.first
    }

    private mutating func flaw(_ key: String, _ expected: String, _ found: String) {
        flaws.append(Flaw(key: key, message: "\(expected), found '\(found.prefix(40))'"))
    }
}
