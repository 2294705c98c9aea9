/// An answer that arrives twice: the second stands where the next belongs.
package struct DuplicateAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "duplicate-answer",
        summary: "let the answer arrive twice",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent()
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.duplicate)
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the answer"
    }
}
