/// Strikes one system call of a replica: each call of the window is one place.
protocol CallFault: Fault {
    /// Those that it can strike.
    func calls(in window: FaultWindow) -> [WindowCall]

    func change(_ call: WindowCall, bit: UInt64) -> CallChange

    /// Ways to strike a call.
    var bits: UInt64 { get }
}

extension CallFault {
    var bits: UInt64 { 1 }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(calls(in: window).count), bits: bits)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let call = calls(in: window)[Int(point.place)]
        return call.injection(change(call, bit: point.bit))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        calls(in: window)[Int(point.place)].text
    }
}

extension WindowCall {
    func injection(_ change: CallChange) -> Injection {
        guard let step else { return .process(after: 0, .arrival(change)) }
        return .process(after: step, .call(change))
    }
}
