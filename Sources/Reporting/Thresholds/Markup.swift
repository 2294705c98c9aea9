/// A piece of a page: written as HTML that is well-formed XML as well. Text and attributes are
/// always escaped, so nothing that comes from outside can become markup.
indirect enum Markup: Sendable {
    case text(String)
    case element(String, [(String, String)], [Markup])
    /// A style sheet of our own; never anything from outside.
    case style(String)

    static func element(_ name: String, _ attributes: [(String, String)], text: String) -> Self {
        .element(name, attributes, [.text(text)])
    }

    /// Elements that HTML closes by itself; all others need an end tag even when they are empty.
    private static let void: Set = [
        "meta", "br", "line", "rect", "circle", "path", "polyline", "stop",
    ]

    func write(to page: inout String) {
        switch self {
        case .text(let text): page += Self.escaped(text)
        case .style(let sheet): page += "<style>\n\(sheet)</style>"
        case .element(let name, let attributes, let children):
            page += "<\(name)"
            for (key, value) in attributes { page += " \(key)=\"\(Self.escaped(value))\"" }
            if children.isEmpty, Self.void.contains(name) {
                page += "/>"
                return
            }
            page += ">"
            for child in children { child.write(to: &page) }
            page += "</\(name)>"
        }
    }

    /// Control characters, which no document may have, become `?`. A line never ends before a per
    /// cent sign or at the dash of an interval.
    static func escaped(_ text: String) -> String {
        StudyText.printable(text).reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        .replacing(" %", with: "\u{A0}%").replacing("–", with: "\u{2060}–\u{2060}")
    }
}
