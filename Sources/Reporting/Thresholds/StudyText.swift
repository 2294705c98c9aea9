/// Text as a terminal or a page can take it.
enum StudyText {
    /// Lines of at most 100 columns, each ended. A per cent sign stays with its number.
    static func wrapped(_ text: String, indent: String = "") -> String {
        var lines: [String] = []
        var line = ""
        for word in words(text) {
            if !line.isEmpty, line.count + 1 + word.count > 100 {
                lines.append(line)
                line = indent + word
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return (lines + [line]).map { $0 + "\n" }.joined()
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").reduce(into: []) { words, word in
            if word.hasPrefix("%"), let last = words.popLast() {
                words.append("\(last) \(word)")
            } else {
                words.append(String(word))
            }
        }
    }

    static func list(_ sentences: [String]) -> String {
        sentences.map { wrapped("- " + $0, indent: "  ") }.joined()
    }

    /// File names come from outside: what is no printing character is shown as `?`.
    static func printable(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .surrogate, .unassigned, .lineSeparator,
                        .paragraphSeparator:
                        "?"
                    default: scalar
                    }
                }))
    }

    /// Names short enough for a picture, still different where the names are: what all have in
    /// common at either end goes first, then the middle.
    ///
    /// - Parameter most: characters of a label.
    static func labels(_ names: [String], most: Int = 14) -> [String] {
        guard names.contains(where: { $0.count > most }) else { return names }
        let letters = names.map(Array.init)
        let shortest = letters.map(\.count).min() ?? 0
        let first = letters[0]
        let prefix = (0..<shortest).prefix { place in
            letters.allSatisfy { $0[place] == first[place] }
        }.count
        let suffix = (0..<max(0, shortest - prefix)).prefix { place in
            letters.allSatisfy { $0[$0.count - 1 - place] == first[first.count - 1 - place] }
        }.count
        return letters.map { letters in
            let rest = String(letters[prefix..<(letters.count - suffix)])
            let label =
                (prefix > 2 ? "…" : String(letters.prefix(prefix))) + rest
                + (suffix > 2 ? "…" : String(letters.suffix(suffix)))
            return shortened(label, to: most)
        }
    }

    /// At most so many characters; the middle is left out.
    private static func shortened(_ name: String, to most: Int) -> String {
        guard name.count > most else { return name }
        let half = (most - 1) / 2
        return name.prefix(most - 1 - half) + "…" + name.suffix(half)
    }
}
