/// An identifier's text, interned: equal names are equal numbers.
struct Name: Hashable, Sendable {
    let index: Int32
}

/// The texts of all names that a reader has met.
final class NameTable {
    private(set) var texts: [String] = []
    private var names: [String: Name] = [:]

    func intern(_ text: String) -> Name {
        if let name = names[text] { return name }
        let name = Name(index: Int32(texts.count))
        texts.append(text)
        names[text] = name
        return name
    }

    subscript(name: Name) -> String { texts[Int(name.index)] }
}
