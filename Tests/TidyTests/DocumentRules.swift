/// Rules on the documents.
enum DocumentRules {
    /// - Parameter exists: asked with paths relative to the root.
    static func links(
        _ exists: @escaping @Sendable (String) -> Bool = Repository.exists
    ) -> TidyRule {
        TidyRule(name: "relative links lead somewhere") { file in
            guard file.ends(in: ".md") else { return [] }
            var isCode = false
            var dead: [String] = []
            for (index, line) in file.lines.enumerated() {
                if line.hasPrefix("```") { isCode.toggle() }
                if isCode { continue }
                for target in targets(in: line) {
                    let path = joined(file.path, target)
                    if !exists(path) {
                        dead.append("\(file.path):\(index + 1): '\(target)' leads nowhere")
                    }
                }
            }
            return dead
        }
    }

    private static func targets(in line: Substring) -> [String] {
        line.matches(of: /\]\(([^)\s]+)\)/).compactMap { match in
            let target = match.1.prefix { $0 != "#" }
            let isOutside = target.contains(":") || target.isEmpty
            return isOutside ? nil : String(target)
        }
    }

    private static func joined(_ file: String, _ target: String) -> String {
        var parts = file.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    /// - Returns: what is wrong with the names in `docs/decisions`.
    static func decisionNumbers(_ names: [String]) -> [String] {
        var byNumber: [Substring: String] = [:]
        return names.sorted().compactMap { name in
            let number = name.prefix(4)
            guard number.count == 4, number.allSatisfy(\.isNumber), name.dropFirst(4).first == "-"
            else { return "'\(name)' is not called NNNN-title.md" }
            defer { byNumber[number] = byNumber[number] ?? name }
            return byNumber[number].map { "'\(name)' has the number of '\($0)'" }
        }
    }

    /// - Returns: those of `names` that the text never has as a whole word.
    static func undocumented(_ names: [String], in text: String) -> [String] {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-") }
        let known = Set(words.map(String.init))
        return names.filter { !known.contains($0) }
    }
}
