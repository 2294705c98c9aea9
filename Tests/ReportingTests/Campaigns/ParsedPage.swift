import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a strict reader makes of a page.
final class ParsedPage: NSObject, XMLParserDelegate {
    private(set) var elements: [String] = []
    private(set) var text = ""
    /// Values of attributes.
    private(set) var attributes: [String] = []
    /// By caption: rows of cells, the header's first.
    private(set) var tables: [String: [[String]]] = [:]
    /// Elements that only ever are where they have no business.
    private(set) var imagesWithoutTitle = 0

    private var failure: (any Error)?
    private var caption: String?
    private var rows: [[String]] = []
    private var cell: String?
    private var isCaption = false
    private var unnamed = 0

    /// Fails when the page is not well-formed.
    init(_ page: String) throws {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        let isParsed = parser.parse()
        if let error = failure ?? parser.parserError { throw error }
        if !isParsed { throw CocoaError(.formatting) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        if name == "svg", attributes["role"] == "img" { unnamed += 1 }
        if name == "title", elements.last == "svg" { unnamed -= 1 }
        elements.append(name)
        self.attributes += attributes.values
        switch name {
        case "table": rows = []
        case "caption": (isCaption, caption) = (true, "")
        case "tr": rows.append([])
        case "td", "th": cell = ""
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text += string
        if isCaption { caption? += string }
        cell? += string
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        switch name {
        case "caption": isCaption = false
        case "td", "th":
            rows[rows.count - 1].append(Self.plain(cell ?? ""))
            cell = nil
        case "table": tables[caption ?? ""] = rows
        default: break
        }
    }

    func parserDidEndDocument(_ parser: XMLParser) { imagesWithoutTitle = unnamed }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { failure = error }

    /// Without what only keeps lines together.
    static func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "\u{A0}", with: " ")
            .replacingOccurrences(of: "\u{2060}", with: "")
    }
}
