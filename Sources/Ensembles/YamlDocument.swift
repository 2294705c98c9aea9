import Yams

/// Turns the bytes of a file into one `YamlValue`, refusing what a configuration does not need:
/// anchors, aliases, tags, merge keys, duplicate keys, second documents, deep nesting.
///
/// The checks on the raw text come before the parser, which descends one stack frame a level and
/// compares keys with all that their aliases stand for: both must be bounded by then.
package struct YamlDocument {
    package static let fileBytesMax = 64 * 1024
    static let nestingMax = 32
    private static let indentationMax = 200
    private static let aliasesMax = 16

    /// Nil when the text could not be read, or only in part; `problems` then says why.
    package private(set) var root: YamlValue?
    package private(set) var problems: [Problem] = []
    private let lines: [[Unicode.Scalar]]

    package init(_ bytes: [UInt8]) {
        guard bytes.count <= Self.fileBytesMax else {
            lines = []
            report(1, 1, "the file has more than \(Self.fileBytesMax) bytes")
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            lines = []
            let line = 1 + Self.validPrefix(bytes).count { $0 == UInt8(ascii: "\n") }
            report(line, 1, "the text is not UTF-8")
            return
        }
        lines = Self.split(text)
        checkNesting()
        guard problems.isEmpty else { return }
        compose(text)
    }

    private mutating func report(_ line: Int, _ column: Int, _ message: String) {
        problems.append(Problem(.file(line: line, column: column), message))
    }

    private mutating func compose(_ text: String) {
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            let node = try parser.singleRoot()
            // Nodes hold their anchors weakly; the parser holds them strongly.
            withExtendedLifetime(parser) {
                guard let node else {
                    report(1, 1, "the file is empty")
                    return
                }
                root = value(node, depth: 0)
            }
        } catch let error as YamlError {
            report(error)
        } catch {
            report(1, 1, "\(error)")
        }
    }

    private mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            report(mark.line, mark.column, problem)
        case .composer(_, let problem, let mark, _):
            let isAlias = problem.contains("alias")
            report(
                mark.line, mark.column,
                isAlias ? "aliases are not allowed" : "a second document is not allowed")
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0).unicodeScalars
            let line = 1 + before.count { $0 == "\n" }
            report(line, 1 + before.reversed().prefix { $0 != "\n" }.count, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let place = lastOccurrence(
                of: duplicates.first ?? "", line: context.mark.line, column: context.mark.column)
            report(
                place.line, place.column,
                "duplicate key '\((duplicates.first ?? "").prefix(40))', first in line "
                    + "\(context.mark.line)")
        default:
            report(1, 1, "the text is not YAML")
        }
    }

    /// The parser only tells the first place of a duplicate; keys of one mapping in block style
    /// share their column.
    private func lastOccurrence(
        of key: String, line: Int, column: Int
    ) -> (line: Int, column: Int) {
        let spellings = [key + ":", "\"\(key)\":", "'\(key)':"].map { Array($0.unicodeScalars) }
        var last = (line: line, column: column)
        for number in stride(from: line + 1, through: lines.count, by: 1) {
            let rest = lines[number - 1].dropFirst(column - 1)
            if spellings.contains(where: { rest.starts(with: $0) }) {
                last = (number, column)
            } else if lines[number - 1].prefix(column - 1).contains(where: { $0 != " " }) {
                break
            }
        }
        return last
    }

    private mutating func value(_ node: Node, depth: Int) -> YamlValue? {
        let mark = Position(node)
        guard isPlain(node, mark) else { return nil }
        guard depth <= Self.nestingMax else {
            report(mark.line, mark.column, "nested more than \(Self.nestingMax) levels deep")
            return nil
        }
        let place = Problem.Place.file(line: mark.line, column: mark.column)
        switch node {
        case .scalar(let scalar):
            return YamlValue(place: place, content: .scalar(scalar.string))
        case .sequence(let sequence):
            let items = sequence.compactMap { value($0, depth: depth + 1) }
            return YamlValue(place: place, content: .list(items))
        case .mapping(let mapping):
            var entries: [(key: Placed<String>, value: YamlValue)] = []
            for (keyNode, valueNode) in mapping {
                guard let key = key(keyNode), let value = value(valueNode, depth: depth + 1)
                else { continue }
                entries.append((key, value))
            }
            return YamlValue(place: place, content: .mapping(entries))
        case .alias:
            report(mark.line, mark.column, "aliases are not allowed")
            return nil
        }
    }

    private mutating func key(_ node: Node) -> Placed<String>? {
        let mark = Position(node)
        guard isPlain(node, mark) else { return nil }
        guard case .scalar(let scalar) = node else {
            report(mark.line, mark.column, "a key must be a word")
            return nil
        }
        if scalar.string == "<<" {
            report(mark.line, mark.column, "merge keys are not allowed")
            return nil
        }
        return Placed(scalar.string, .file(line: mark.line, column: mark.column))
    }

    /// An alias carries its anchor and its anchor's place, so both are found at the anchor. A tag
    /// is only seen in the text: the parser does not tell `!!str` from a string without a tag.
    private mutating func isPlain(_ node: Node, _ mark: Position) -> Bool {
        let line = mark.line <= lines.count ? lines[mark.line - 1] : []
        let first = mark.column <= line.count ? line[mark.column - 1] : " "
        if first == "!" {
            report(mark.line, mark.column, "tags are not allowed")
            return false
        }
        if node.anchor != nil || first == "&" || first == "*" {
            report(mark.line, mark.column, "anchors and aliases are not allowed")
            return false
        }
        return true
    }
}

/// The parser's own type for this cannot be made outside of it.
private struct Position {
    let line: Int
    let column: Int

    init(_ node: Node) {
        line = node.mark?.line ?? 1
        column = node.mark?.column ?? 1
    }
}

extension YamlDocument {
    /// Line ends as the parser counts them.
    private static func split(_ text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = [[]]
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where isAfterReturn: break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
            default: lines[lines.count - 1].append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return lines
    }

    private static func validPrefix(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var valid = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            valid += UTF8.width(scalar)
        }
        return bytes.prefix(valid)
    }

    /// Bounds the parser's recursion (brackets, indentation) and the number of aliases; text within
    /// quotes counts too, which a configuration can live with.
    private mutating func checkNesting() {
        var brackets = 0
        var aliases = 0
        for (index, line) in lines.enumerated() {
            let indentation = line.prefix { " \t-?:".unicodeScalars.contains($0) }.count
            if indentation > Self.indentationMax {
                report(index + 1, 1, "indented by more than \(Self.indentationMax) columns")
                return
            }
            for (column, scalar) in line.enumerated() {
                if scalar == "[" || scalar == "{" { brackets += 1 }
                if scalar == "]" || scalar == "}" { brackets = max(0, brackets - 1) }
                if scalar == "*", column + 1 < line.count, line[column + 1] != " ",
                    line[column + 1] != "*"
                {
                    aliases += 1
                }
                if brackets > Self.nestingMax || aliases > Self.aliasesMax {
                    let what = brackets > Self.nestingMax ? "brackets" : "aliases"
                    report(index + 1, column + 1, "too many \(what)")
                    return
                }
            }
        }
    }
}
