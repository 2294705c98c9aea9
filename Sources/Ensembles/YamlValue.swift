/// A piece of a YAML document as text, with its place: no types are guessed, no tags, no anchors.
package struct YamlValue {
    /// Line and column count from 1; columns are Unicode scalars.
    package let place: Problem.Place
    package let content: Content

    package enum Content {
        case scalar(String)
        case list([YamlValue])
        /// In the order of the file; no key twice.
        case mapping([(key: Placed<String>, value: YamlValue)])
    }

    /// What the value is called in messages.
    package var kindName: String {
        switch content {
        case .scalar(""): "nothing"
        case .scalar(let text): "'\(text.prefix(40))'"
        case .list: "a list"
        case .mapping: "keys and values"
        }
    }
}
