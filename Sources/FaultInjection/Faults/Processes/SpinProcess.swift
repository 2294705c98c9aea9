/// A replica that hangs and uses a processor.
package struct SpinProcess: Fault {
    package static let entry = CatalogueEntry(
        name: "spin-process",
        summary: "let the process go round in one instruction for ever",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the instruction is read back")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.steps)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .process(after: point.moment, .spin)
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the process"
    }
}
