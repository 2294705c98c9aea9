/// Two neighbouring bytes in each other's place: a sum over them stays the same.
package struct SwapAnswerBytes: Fault {
    package static let entry = CatalogueEntry(
        name: "swap-answer-bytes",
        summary: "swap two neighbouring, different bytes of the answer",
        parameters: [],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(places(in: window).count))
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.swap(byte: places(in: window)[Int(point.place)]))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "bytes \(places(in: window)[Int(point.place)] + 1) and the next"
    }

    private func places(in window: FaultWindow) -> [Int] {
        window.answer.indices.dropLast().filter { window.answer[$0] != window.answer[$0 + 1] }
    }
}
