/// A machine that has other things to do: all that runs on it waits for its turn.
package struct PressProcessors: Fault {
    package static let entry = CatalogueEntry(
        name: "press-processors",
        summary: "let processes that only count compete for the processors of a whole ensemble",
        parameters: [.init(name: "processes", values: "1 to 64 on each processor (8)")],
        layer: .hosts,
        undone: "the processes are ended with the run",
        proof: "the kernel's count of how long the ensemble's processes waited for a processor")

    private let processes: UInt64

    package init(_ settings: inout FaultSettings) {
        processes = settings.number("processes", in: 1...64, or: 8)
    }

    /// From before the demand to the end of the run.
    package func extent(in window: FaultWindow) -> FaultExtent { FaultExtent() }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .host(processesOnEach: Int(processes))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String { "the machine" }
}
