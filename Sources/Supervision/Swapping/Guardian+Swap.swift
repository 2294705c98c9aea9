import CLinux
import Foundation
import Glibc
import Recovery
import Wiring

/// Swaps that are asked for: at the start of the run, or from outside while it goes on.
extension Guardian {
    struct SwapUnderWay {
        let request: SwapRequest
        let newcomer: ReplicaPlan
        let former: ReplicaPlan
        let isFromOutside: Bool
    }

    mutating func noteSwaps() {
        swapSocket?.welcome(isServing: swap?.isFromOutside == true)
        if let request = swapSocket?.receive() { ask(request, isFromOutside: true) }
        if swap == nil, !swapsWaiting.isEmpty {
            ask(swapsWaiting.removeFirst(), isFromOutside: false)
        }
    }

    /// The supervisor has ended, and what it knew of the swap with it: the next one starts the old
    /// program when the seat is empty.
    mutating func cutSwap() {
        guard let swap else { return }
        tell(
            .swapEnded(replica: swap.request.replica, newcomer: swap.request.newcomer, .cut),
            .failed)
        self.swap = nil
        swapsWaiting = []
    }

    /// Nobody is listened to any more.
    mutating func endSwaps() {
        swapSocket?.end()
        swapSocket = nil
    }

    private mutating func ask(_ request: SwapRequest, isFromOutside: Bool) {
        guard swap == nil else {
            swapSocket?.answer(SwapReply("another swap is under way", .refused))
            return
        }
        do throws(SwapPlan.Flaw) {
            let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
            let wanted = try SwapPlan(request, plan.supervision, searchPath: path)
            guard send(wanted) else { throw SwapPlan.Flaw(text: "the supervisor does not listen") }
            swap = SwapUnderWay(
                request: request, newcomer: wanted.newcomer,
                former: occupants[wanted.terms.seat], isFromOutside: isFromOutside)
            tell(.swapAsked(replica: request.replica, newcomer: request.newcomer))
        } catch {
            if isFromOutside { swapSocket?.answer(SwapReply(error.text, .unknown)) }
        }
    }

    private func send(_ swap: SwapPlan) -> Bool {
        guard let data = try? JSONEncoder().encode(swap) else { return false }
        let file = thrice_memory_descriptor("thrice-swap", 0)
        guard file >= 0 else { return false }
        defer { close(file) }
        return writeAll(file, Array(data)) && lseek(file, 0, SEEK_SET) == 0
            && toSupervisor.send(
                ControlMessage(.swap, replica: swap.terms.seat), descriptors: [file])
    }

    /// What the supervisor tells of it.
    mutating func noteSwap(_ message: ControlMessage, of seat: Int, _ name: String) {
        guard let swap else { return }
        let newcomer = swap.request.newcomer
        if message.kind == .exchanged {
            occupants[seat] = message.first == 1 ? swap.newcomer : swap.former
            if message.first == 1 { tell(.swapBegun(replica: name, newcomer: newcomer)) }
            return
        }
        let end = UInt8(exactly: message.first).flatMap { SwapEnd(rawValue: $0) } ?? .refused
        tell(.swapEnded(replica: name, newcomer: newcomer, end), end.result)
        self.swap = nil
        // One that does not do is no reason to try the next.
        if end != .settled { swapsWaiting = [] }
    }

    private mutating func tell(_ event: RunEvent, _ result: SwapReply.Result? = nil) {
        report(event)
        guard swap?.isFromOutside == true else { return }
        swapSocket?.answer(SwapReply(String((event.text ?? "").prefix(1000)), result))
    }
}

extension SwapEnd {
    /// Behind the newcomer's name.
    func text(_ replica: String) -> String {
        switch self {
        case .settled: "stays in the seat of \(replica)"
        case .answeredBadly: "has answered badly, and \(replica) is back"
        case .lost: "was lost, and \(replica) is back"
        case .refused:
            "does not get the seat of \(replica): without it there would be no quorum"
        case .cut:
            "is not looked after any more: it stays in the seat of \(replica) until its process "
                + "ends, if it sits there"
        case .ejected: "is lost, and the seat of \(replica) stays empty"
        }
    }

    var result: SwapReply.Result {
        switch self {
        case .settled: .settled
        case .answeredBadly, .lost: .putBack
        case .refused: .refused
        case .ejected, .cut: .failed
        }
    }
}
