/// An answer that arrives twice: the second stands where the next belongs.
package struct DuplicateAnswer: AnswerFault {
    package static let entry = CatalogueEntry(
        name: "duplicate-answer",
        summary: "let the answer arrive twice",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    static let change = AnswerChange.duplicate

    init() {}
}
