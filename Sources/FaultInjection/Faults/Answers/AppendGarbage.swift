/// Bytes that belong to nothing, behind the answer in its own line.
package struct AppendGarbage: Fault {
    package static let entry = CatalogueEntry(
        name: "append-garbage",
        summary: "put bytes behind the answer",
        parameters: [.init(name: "bytes", values: "1..1000 (8)")],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    private let bytes: UInt64

    package init(_ settings: inout FaultSettings) {
        bytes = settings.number("bytes", in: 1...1000, or: 8)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        // Which garbage: it begins with any byte above a line feed.
        FaultExtent(places: 245)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let garbage = (0..<bytes).map { number in
            // Never a line feed.
            UInt8(truncatingIfNeeded: (point.place + number) % 245) + 11
        }
        return .answer(.append(garbage))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "behind the answer"
    }
}
