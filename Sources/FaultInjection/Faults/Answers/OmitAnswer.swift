/// An answer that never arrives.
package struct OmitAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "omit-answer",
        summary: "let no answer arrive",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent()
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.omit)
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the answer"
    }
}
