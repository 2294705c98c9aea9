import Voting

/// One record as the voter writes it, without the newline.
func recordLine(
    _ sequence: UInt64, digest: UInt64 = 0, kind: VerdictRecord.Kind = .agreed,
    expires: UInt64 = 1_000_000, answer: String = "RELEASE"
) -> [UInt8] {
    let answer = Array((kind == .end ? "" : answer).utf8)
    let capacity = VerdictRecord.overheadBytesMax + answer.count
    let line = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        count = answer.withUnsafeBytes {
            VerdictRecord.encode(
                sequence: sequence, digest: kind == .end ? 0 : digest, kind: kind,
                expires: expires, answer: $0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
    return line.dropLast()
}

func digest(_ demand: String) -> UInt64 { Array(demand.utf8).withUnsafeBytes(VerdictDigest.of) }
