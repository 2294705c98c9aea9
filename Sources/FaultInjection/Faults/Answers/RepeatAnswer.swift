/// A replica that is behind by one: it says again what it said before.
package struct RepeatAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "repeat-answer",
        summary: "give the answer to the demand before once more",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(
            moments: window.previousAnswer.isEmpty || window.previousAnswer == window.answer ? 0 : 1
        )
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.replace(window.previousAnswer))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the answer"
    }
}
