/// The end of an answer is lost, its line feed is not.
package struct TruncateAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "truncate-answer",
        summary: "cut the answer short",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(window.answer.count))
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.truncate(bytes: Int(point.place)))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "behind \(point.place) bytes"
    }
}
