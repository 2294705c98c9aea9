import Voting

/// An answer that comes later than it was given.
package struct DelayAnswer: Fault {
    package static let entry = CatalogueEntry(
        name: "delay-answer",
        summary: "let the answer arrive later",
        parameters: [.init(name: "by", values: "a duration (2s)")],
        layer: .answers,
        undone: "its next answer is its own",
        proof: "the bytes that arrived are recorded beside those that were said")

    private let delay: UInt64

    package init(_ settings: inout FaultSettings) {
        delay = settings.nanoseconds(
            "by", or: 2_000_000_000, read: DurationText.parseNanoseconds)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent()
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(.delay(nanoseconds: delay))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the answer"
    }
}
