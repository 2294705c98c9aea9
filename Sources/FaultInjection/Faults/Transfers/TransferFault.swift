/// Strikes what a process moves, in one of its system calls.
///
/// Only processes of an ensemble that runs have transfers: each is one place.
protocol TransferFault: Fault {
    var streams: [Transfer.Stream] { get }

    func change(_ transfer: Transfer) -> TransferChange
}

extension TransferFault {
    func transfers(in window: FaultWindow) -> [Transfer] {
        window.transfers.filter { streams.contains($0.stream) }
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(transfers(in: window).count))
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let transfer = transfers(in: window)[Int(point.place)]
        return .transfer(transfer, change(transfer))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        transfers(in: window)[Int(point.place)].text
    }
}
