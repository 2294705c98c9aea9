import Glibc
import Voting

/// What a voter is told of a run that goes on: its settled demands, then the lines of those that
/// are asked again, then what may not have arrived of the output. For one machine and one
/// build; all of it is checked all the same.
///
/// As bytes, first, where there is one, `checkpoint`, eight bytes each with its number and the
/// count of its text's, and that; then for each settled demand behind it: whether it was recorded,
/// its `RecordedVerdict`, two counts of four bytes, demand, answer; then `end`, eight bytes with
/// the count of the lines', the lines, and the output.
package struct PastText: @unchecked Sendable {
    /// Of what went before nothing has to be told.
    package static let nothing = PastText(bytes: UnsafeRawBufferPointer(start: nil, count: 0))

    private static let end: UInt8 = 0xFF
    private static let checkpoint: UInt8 = 0xFE
    private static let checkpointHeadBytes = 17
    private static let headBytes = 10
    private let bytes: UnsafeRawBufferPointer

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Maps the memory behind a descriptor, which is closed; nil when it cannot be mapped.
    package init?(descriptor: Int32) {
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let count = Int(status.st_size)
        guard count > 0 else {
            self = .nothing
            return
        }
        guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            memory != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        bytes = UnsafeRawBufferPointer(start: memory, count: count)
    }

    /// The two parts behind the settled demands.
    package struct Rest {
        package let askedAgain: UnsafeRawBufferPointer
        package let unsent: UnsafeRawBufferPointer
    }

    /// The state with which the settled demands begin, and the number of the last one before it.
    package var checkpoint: (number: UInt64, text: UnsafeRawBufferPointer)? {
        guard bytes.first == Self.checkpoint, bytes.count >= Self.checkpointHeadBytes else {
            return nil
        }
        let number = bytes.loadUnaligned(fromByteOffset: 1, as: UInt64.self)
        let count = bytes.loadUnaligned(fromByteOffset: 9, as: UInt64.self)
        guard count <= UInt64(bytes.count - Self.checkpointHeadBytes) else { return nil }
        let text = bytes[Self.checkpointHeadBytes..<Self.checkpointHeadBytes + Int(count)]
        return (number, UnsafeRawBufferPointer(rebasing: text))
    }

    package static func encode(checkpoint text: [UInt8], after number: UInt64) -> [UInt8] {
        var bytes = [checkpoint]
        for number in [number, UInt64(text.count)] { withUnsafeBytes(of: number) { bytes += $0 } }
        return bytes + text
    }

    /// - Returns: what stands behind them; nil when the bytes are no such text.
    package func each(_ body: (PastDemand) -> Void) -> Rest? {
        var offset = 0
        if bytes.first == Self.checkpoint {
            guard let checkpoint else { return nil }
            offset = Self.checkpointHeadBytes + checkpoint.text.count
        }
        while offset < bytes.count, bytes[offset] != Self.end {
            guard bytes.count - offset >= Self.headBytes,
                let verdict = RecordedVerdict(rawValue: bytes[offset + 1])
            else { return nil }
            let demand = Int(bytes.loadUnaligned(fromByteOffset: offset + 2, as: UInt32.self))
            let answer = Int(bytes.loadUnaligned(fromByteOffset: offset + 6, as: UInt32.self))
            let isRecorded = bytes[offset] == 1
            let start = offset + Self.headBytes
            guard demand + answer <= bytes.count - start else { return nil }
            let said = UnsafeRawBufferPointer(rebasing: bytes[start..<start + demand])
            body(
                PastDemand(
                    demand: isRecorded ? said : nil, verdict: verdict,
                    answer: UnsafeRawBufferPointer(
                        rebasing: bytes[start + demand..<start + demand + answer])))
            offset = start + demand + answer
        }
        if bytes.isEmpty { return Rest(askedAgain: bytes, unsent: bytes) }
        guard bytes.count - offset >= 9 else { return nil }
        let count = bytes.loadUnaligned(fromByteOffset: offset + 1, as: UInt64.self)
        let lines = offset + 9
        guard count <= UInt64(bytes.count - lines) else { return nil }
        let end = lines + Int(count)
        return Rest(
            askedAgain: UnsafeRawBufferPointer(rebasing: bytes[lines..<end]),
            unsent: UnsafeRawBufferPointer(rebasing: bytes[end...]))
    }

    package static func encode(
        demand: [UInt8]?, verdict: RecordedVerdict, answer: [UInt8]
    ) -> [UInt8] {
        var bytes: [UInt8] = [demand == nil ? 0 : 1, verdict.rawValue]
        for count in [demand?.count ?? 0, answer.count] {
            withUnsafeBytes(of: UInt32(count)) { bytes += $0 }
        }
        return bytes + (demand ?? []) + answer
    }

    /// What stands behind the last settled demand.
    package static func encode(askedAgain: [[UInt8]], unsent: [UInt8]) -> [UInt8] {
        var bytes = [end]
        let count = askedAgain.reduce(0) { $0 + $1.count + 1 }
        withUnsafeBytes(of: UInt64(count)) { bytes += $0 }
        for demand in askedAgain {
            bytes += demand
            bytes.append(0x0A)
        }
        return bytes + unsent
    }
}
