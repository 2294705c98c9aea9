import CLinux
import Glibc
import Recovery
import Wiring

/// What the core orders, and what comes of it.
extension Supervisor {
    mutating func follow(_ orders: [Order]) {
        for order in orders where !mustStop { follow(order) }
    }

    private mutating func follow(_ order: Order) {
        let replica = order.replica
        switch order.directive {
        case .watch, .relax: return
        case .withdraw: voter.send(ControlMessage(.withdraw, replica: replica))
        case .await: voter.send(ControlMessage(.willNotReturn, replica: replica))
        case .start: start(replica)
        case .rebuild:
            // It takes seconds: nobody waits for that.
            voter.send(ControlMessage(.willNotReturn, replica: replica))
            workbench?.add(replica)
        case .replace: replace(replica)
        case .exchange(let side): exchange(replica, side)
        case .swapEnded(let end): endSwap(replica, end)
        case .eject:
            voter.send(ControlMessage(.willNotReturn, replica: replica))
            guardian.send(ControlMessage(.restartPlanned, replica: replica, first: -1))
        case .restart(let instant, let isSoon):
            if !isSoon { voter.send(ControlMessage(.willNotReturn, replica: replica)) }
            let now = UInt64(thrice_now())
            guardian.send(
                ControlMessage(
                    .restartPlanned, replica: replica,
                    first: instant > now ? Int64(clamping: instant - now) : 0))
        }
    }

    private mutating func replace(_ replica: Int) {
        guard let spare = seating.seatSpare(in: replica) else {
            return follow(caretaker.lost(replica, .notRenewed, at: UInt64(thrice_now())))
        }
        guardian.send(ControlMessage(.replaced, replica: replica, first: Int64(spare)))
        start(replica)
    }

    /// Another build sits in its seat as soon as it is made; one that is not made is a rung less.
    mutating func noteWorkbench() {
        guard !mustStop else { return }
        for news in workbench?.news(at: UInt64(thrice_now())) ?? [] where !mustStop {
            switch news {
            case .began(let build): tell(.building, build)
            case .made(let build, let program):
                seating.seat(build, program: program)
                tell(.built, build)
                start(build.seat)
            case .failed(let build, let failure):
                guardian.send(
                    ControlMessage(
                        .notBuilt, replica: build.seat, first: failure.code,
                        second: Int64(build.number)))
                follow(caretaker.lost(build.seat, .notRenewed, at: UInt64(thrice_now())))
            }
        }
    }

    private func tell(_ kind: ControlMessage.Kind, _ build: SeatBuild) {
        guardian.send(
            ControlMessage(
                kind, replica: build.seat, first: Int64(clamping: build.seed),
                second: Int64(build.number)))
    }
}
