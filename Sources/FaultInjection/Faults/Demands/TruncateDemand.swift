/// The end of a demand does not reach one replica, its line feed does.
package struct TruncateDemand: Fault {
    package static let entry = CatalogueEntry(
        name: "truncate-demand",
        summary: "cut the demand short that one replica gets",
        parameters: [],
        layer: .demands,
        undone: "its next answer is its own",
        proof: "the bytes that were handed over are recorded")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(window.demand.count))
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .demand(.truncate(bytes: Int(point.place)))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "behind \(point.place) bytes"
    }
}
