/// An answer that never arrives.
package struct OmitAnswer: AnswerFault {
    package static let entry = CatalogueEntry(
        name: "omit-answer",
        summary: "let no answer arrive",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    static let change = AnswerChange.omit

    init() {}
}
