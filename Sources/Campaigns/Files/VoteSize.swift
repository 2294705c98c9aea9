/// A vote that faults are counted by: `agree` of `replicas` must agree.
package struct VoteSize: Codable, Hashable, Sendable, CustomStringConvertible {
    package var agree: Int
    package var replicas: Int
    /// Whether the ensemble's machines are asked first.
    package var isChecked = true

    package init(agree: Int, of replicas: Int, isChecked: Bool = true) {
        (self.agree, self.replicas, self.isChecked) = (agree, replicas, isChecked)
    }

    /// One version as it is: what it says goes out.
    package static let alone = VoteSize(agree: 1, of: 1, isChecked: false)

    /// - Parameter text: as `2 of 3`, `2 of 3 unchecked` or `alone`; two answers must not both
    ///   win.
    package init?(_ text: String) {
        if text == "alone" {
            self = .alone
            return
        }
        let words = text.split(separator: " ")
        guard words.count == 3 || words.count == 4 && words[3] == "unchecked", words[1] == "of",
            let agree = Int(words[0]), let replicas = Int(words[2]), 1...64 ~= replicas,
            agree <= replicas, 2 * agree > replicas
        else { return nil }
        self.init(agree: agree, of: replicas, isChecked: words.count == 3)
    }

    package var description: String {
        if self == .alone { return "alone" }
        return "\(agree) of \(replicas)" + (isChecked ? "" : " unchecked")
    }
}
