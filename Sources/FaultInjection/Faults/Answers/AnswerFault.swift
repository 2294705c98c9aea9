/// Strikes an answer as a whole: there is one fault of the kind at each demand.
protocol AnswerFault: Fault {
    static var change: AnswerChange { get }

    init()
}

extension AnswerFault {
    package init(_ settings: inout FaultSettings) { self.init() }

    package func extent(in window: FaultWindow) -> FaultExtent { FaultExtent() }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .answer(Self.change)
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String { "the answer" }
}
