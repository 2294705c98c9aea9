/// Another answer of the same form: what this target says to another demand.
package struct ReplaceAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "replace-answer",
        summary: "give the answer that belongs to another demand",
        parameters: [
            .init(
                name: "with",
                values: "the answer itself (that to the next demand that has another one)")
        ],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    private let other: [UInt8]?

    package init(_ settings: inout FaultSettings) {
        other = settings.text("with").map { Array($0.utf8) }
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        let replacement = other ?? window.otherAnswer
        return FaultExtent(moments: replacement == nil || replacement == window.answer ? 0 : 1)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.replace(other ?? window.otherAnswer ?? []))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the answer"
    }
}
