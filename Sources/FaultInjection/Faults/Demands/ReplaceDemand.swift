/// One replica is asked another demand than the others.
package struct ReplaceDemand: Fault {
    package static let entry = CatalogueEntry(
        name: "replace-demand",
        summary: "hand another demand to one replica",
        parameters: [],
        layer: .demands,
        undone: "its next answer is its own",
        proof: "the bytes that were handed over are recorded")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.otherDemand == nil ? 0 : 1)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .demand(.replace(window.otherDemand ?? []))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the demand"
    }
}
