/// Names that the file does not contain.
struct NewNames {
    private let taken: Set<String>
    private var last = 0

    init(_ source: SourceText) {
        taken = source.identifiers(0..<source.bytes.count)
    }

    /// `thrice_<stem><number>`, never the same twice.
    mutating func next(_ stem: String) -> String {
        repeat { last += 1 } while taken.contains("thrice_\(stem)\(last)")
        return "thrice_\(stem)\(last)"
    }
}
