import CLinux
import Glibc

/// Changes what one system call moves, at its entry and at its return.
///
/// The call is made in any case, perhaps with a descriptor that is none: another one, or none,
/// could be what a filter of the process forbids, and no bytes are a packet, too.
final class TransferStrike {
    private let change: TransferChange
    private let process: Tracee
    private var proof: InjectionProof?
    /// What has to be put back: a write must not change its writer.
    private var kept: (address: UInt64, bytes: [UInt8])?
    /// Likewise, of a call that is to move nothing.
    private var descriptor: UInt64?

    init(_ change: TransferChange, _ process: Tracee) {
        (self.change, self.process) = (change, process)
    }

    func enter(_ call: FollowedCall) {
        guard call.isWrite else { return }
        switch change {
        case .flip(let byte, let mask):
            guard UInt64(byte) < call.count else { return }
            flip(call.buffer + UInt64(byte), mask)
        case .lose, .fail: takeDescriptor()
        case .cut(let bytes): if bytes < call.count { setCount(UInt64(bytes), of: call) }
        case .delay: break
        }
    }

    /// - Returns: nil where the call has moved nothing, or no more than it was to be cut to.
    func leave(_ call: FollowedCall) -> InjectionProof? {
        if let kept { try? process.write(kept.bytes, at: kept.address) }
        if !call.isWrite, call.result <= 0 { return nil }
        switch change {
        case .flip(let byte, let mask):
            guard call.result > byte else { return nil }
            if !call.isWrite { flip(call.buffer + UInt64(byte), mask) }
        case .lose: setResult(call.isWrite ? Int64(clamping: call.count) : -Int64(EAGAIN), call)
        case .cut(let bytes):
            guard call.isWrite ? bytes < call.count : bytes > 0 && bytes < call.result else {
                return nil
            }
            setResult(call.isWrite ? Int64(clamping: call.count) : Int64(bytes), call)
        case .fail(let error): setResult(-Int64(error), call)
        case .delay: break
        }
        return proof
    }

    private func flip(_ address: UInt64, _ mask: UInt8) {
        guard let before = try? process.memory(at: address, count: 1) else { return }
        let after = [before[0] ^ mask]
        guard (try? process.write(after, at: address)) != nil else { return }
        kept = (address, before)
        proof = InjectionProof(
            place: "0x" + String(address, radix: 16), before: before, after: after,
            isComplete: true)
    }

    private func setCount(_ count: UInt64, of call: FollowedCall) {
        guard let place = call.countPlace else {
            guard var registers = try? process.registers() else { return }
            registers.rdx = count
            try? process.set(registers)
            return
        }
        let old = withUnsafeBytes(of: call.count) { Array($0) }
        guard (try? process.write(withUnsafeBytes(of: count) { Array($0) }, at: place)) != nil
        else { return }
        kept = (place, old)
    }

    private func takeDescriptor() {
        guard var registers = try? process.registers() else { return }
        let old = registers.rdi
        registers.rdi = .max
        if (try? process.set(registers)) != nil { descriptor = old }
    }

    private func setResult(_ result: Int64, _ call: FollowedCall) {
        guard var registers = try? process.registers() else { return }
        let before = withUnsafeBytes(of: call.result) { Array($0) }
        registers.rax = UInt64(bitPattern: result)
        if call.isWrite, call.countPlace == nil { registers.rdx = call.count }
        if let descriptor { registers.rdi = descriptor }
        registers.orig_rax = .max
        guard (try? process.set(registers)) != nil else { return }
        proof = InjectionProof(
            place: "result", before: before, after: withUnsafeBytes(of: result) { Array($0) },
            isComplete: true)
    }
}
