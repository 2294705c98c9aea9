import CLinux
import Foundation
import Glibc
import Recovery
import Wiring

/// Another program takes a seat, on probation.
extension Supervisor {
    private static let planBytesMax = 1 << 20

    /// Takes the guardian's order; what cannot be read is refused.
    mutating func takeSwap(_ message: ControlMessage, _ descriptors: [Int32]) {
        guard let file = descriptors.first else { return }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
        guard !caretaker.isSwapping, let scoreboard,
            let data = try? handle.read(upToCount: Self.planBytesMax),
            let swap = try? JSONDecoder().decode(SwapPlan.self, from: data),
            plan.replicas.indices.contains(swap.terms.seat)
        else { return tellSwap(message.replica, .refused) }
        desk = SwapDesk(
            swap, former: seating.occupants[swap.terms.seat], scoreboard: scoreboard)
        follow(caretaker.swap(swap.terms, at: UInt64(thrice_now())))
    }

    mutating func noteSwap() {
        guard !mustStop, desk != nil else { return }
        let now = UInt64(thrice_now())
        for (replica, closing, count) in desk?.news(at: now) ?? [] where caretaker.isSwapping {
            follow(caretaker.tried(replica, closing, count: count, at: now))
        }
        if let demands = desk?.demands { follow(caretaker.tried(demands: demands, at: now)) }
    }

    mutating func exchange(_ seat: Int, _ side: SwapSide) {
        guard let desk else { return }
        seating.sit(side == .newcomer ? desk.plan.newcomer : desk.former, in: seat)
        guardian.send(
            ControlMessage(.exchanged, replica: seat, first: side == .newcomer ? 1 : 0))
    }

    mutating func endSwap(_ seat: Int, _ end: SwapEnd) {
        if end == .settled, let swap = desk?.plan { seating.keep(swap) }
        desk = nil
        tellSwap(seat, end)
    }

    private func tellSwap(_ seat: Int, _ end: SwapEnd) {
        guardian.send(ControlMessage(.swapEnded, replica: seat, first: Int64(end.rawValue)))
    }
}
