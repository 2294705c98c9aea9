/// An answer without an end, as far as anybody reads it.
package struct FloodAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "flood-answer",
        summary: "write without a line feed instead of an answer",
        parameters: [.init(name: "bytes", values: "1..100000000 (1000000)")],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    private let bytes: UInt64

    package init(_ settings: inout FaultSettings) {
        bytes = settings.number("bytes", in: 1...100_000_000, or: 1_000_000)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent()
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.flood(bytes: Int(bytes)))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the answer"
    }
}
