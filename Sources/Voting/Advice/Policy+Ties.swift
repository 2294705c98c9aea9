extension Policy {
    /// Its rule for ties; nil when by its definition no two answers can have what is needed.
    package var tieRule: TieRule? {
        // The items of a policy with labels are answers, which may be called anything.
        guard labels.isEmpty else { return nil }
        for item in text.utf8.split(separator: UInt8(ascii: ",")) {
            let words = item.split(separator: UInt8(ascii: "="))
            if words.count == 2, words[0].elementsEqual("tie".utf8) {
                return TieRule(rawValue: String(Substring(words[1])))
            }
        }
        return nil
    }
}
