/// Names that the program's text does not contain.
struct NewNames {
    private let taken: Set<String>
    private var last = 0

    init(_ words: Words) {
        taken = words.code
    }

    /// `thrice_<stem><number>`, never the same twice.
    mutating func next(_ stem: String) -> String {
        repeat { last += 1 } while taken.contains("thrice_\(stem)\(last)")
        return "thrice_\(stem)\(last)"
    }
}
