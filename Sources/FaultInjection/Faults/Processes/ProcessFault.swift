/// Strikes a process as a whole, at any moment of its window.
protocol ProcessFault: Fault {
    static var change: ProcessChange { get }

    init()
}

extension ProcessFault {
    package init(_ settings: inout FaultSettings) { self.init() }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.steps)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .process(after: point.moment, Self.change)
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String { "the process" }
}
