/// Why a text is no policy: where, what stood there and what would have been right.
package struct PolicyTextError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case tooLong(limitBytes: Int)
        case unknownName
        case unknownKey
        case duplicateKey
        case missingKey
        case missingValue
        case badValue
        case badEscape
        /// The parameters contradict each other or the number of replicas.
        case impossible
    }

    package var reason: Reason
    /// Of the first byte that is wrong; the text's length when something is missing.
    package var offset: Int
    /// What stood there, cut to 40 bytes.
    package var found: String
    /// What would have been right, a lower-case fragment.
    package var expected: String
    /// The known word that is most like what was found.
    package var nearest: String?

    package init(
        _ reason: Reason, at offset: Int, found: String, expected: String, nearest: String? = nil
    ) {
        self.reason = reason
        self.offset = offset
        self.found = String(decoding: found.utf8.prefix(40), as: UTF8.self)
        self.expected = expected
        self.nearest = nearest
    }

    package var description: String {
        let hint = nearest.map { " (hint: did you mean '\($0)'?)" } ?? ""
        return "cannot read policy: at byte \(offset) '\(found)': expected \(expected)\(hint)"
    }
}
