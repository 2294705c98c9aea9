import Journals
import Voting

/// Makes bytes look whole to the reader as they would to one that checks less.
enum Resealing {
    static let staleRun = RunID(high: 0x57A1E, low: 1)

    /// Every record gets the check that belongs to it, whatever it had.
    static func all(_ segment: [UInt8], layout: JournalLayout) -> [UInt8] {
        reseal(segment, layout) { _, _ in true }
    }

    /// A record of the older run gets the check of this one.
    static func toOwnSegment(_ segment: [UInt8], layout: JournalLayout) -> [UInt8] {
        reseal(segment, layout) { record, check in
            (UInt64(1)...60).contains { number in
                let header = SegmentHeader(run: staleRun, number: number, first: 1)
                return check == self.check(record, identity: identity(of: header))
            }
        }
    }

    private static func identity(of header: SegmentHeader) -> UInt64 {
        var bytes = [UInt8](repeating: 0, count: SegmentHeader.byteCount)
        bytes.withUnsafeMutableBytes { header.encode(into: $0) }
        return bytes[8..<32].withUnsafeBytes { VerdictDigest.of($0) }
    }

    private static func check(_ record: ArraySlice<UInt8>, identity: UInt64) -> UInt64 {
        record.dropFirst(8).withUnsafeBytes { VerdictDigest.of($0, after: identity) }
    }

    private static func reseal(
        _ segment: [UInt8], _ layout: JournalLayout,
        where isTaken: (ArraySlice<UInt8>, UInt64) -> Bool
    ) -> [UInt8] {
        guard let header = segment.withUnsafeBytes({ SegmentHeader($0) }) else { return segment }
        let own = identity(of: header)
        var segment = segment
        var offset = SegmentHeader.byteCount
        while offset + 32 <= segment.count {
            let length = segment.withUnsafeBytes {
                Int($0.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self))
            }
            let end = offset + (32 + length + 7) & ~7
            guard length <= layout.payloadBytesMax, end <= segment.count else { break }
            let check = segment.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            }
            let record = segment[offset..<end]
            let right = self.check(record, identity: own)
            if check != right && isTaken(record, check) {
                withUnsafeBytes(of: right) {
                    segment.replaceSubrange(offset..<offset + 8, with: $0)
                }
            }
            offset = end
        }
        return segment
    }
}
