/// One bit of an answer, or neighbouring ones, on the way to the voter.
package struct FlipAnswerBits: Fault {
    package static let entry = CatalogueEntry(
        name: "flip-answer-bits",
        summary: "flip neighbouring bits of one byte of the answer",
        parameters: [.init(name: "bits", values: "1..8 (1)")],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    private let bits: UInt64

    package init(_ settings: inout FaultSettings) {
        bits = settings.number("bits", in: 1...8, or: 1)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(window.answer.count), bits: 9 - bits)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let mask = UInt8(truncatingIfNeeded: (1 << bits - 1) << point.bit)
        return .answer(.flip(byte: Int(point.place), mask: mask))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "byte \(point.place + 1) of the answer"
    }
}
