/// What every replica is to compute: a function of the demand, or of all demands so far.
///
/// Few different answers, so that a shifted or repeated one often looks right; some are empty,
/// hold NUL bytes or are long.
struct Computation {
    let isStateful: Bool
    private var sum = 0

    init(isStateful: Bool) { self.isStateful = isStateful }

    /// What depends on the demands so far; of one length, so that a twin can put another in.
    var state: [UInt8] {
        let digits = Array(String(sum).utf8)
        return Array("sum=".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.count)
            + digits
    }

    /// Whether it was one.
    mutating func take(_ state: some Sequence<UInt8>) -> Bool {
        let text = Array(state)
        guard text.starts(with: Array("sum=".utf8)),
            let value = Int(String(decoding: text.dropFirst(4), as: UTF8.self))
        else { return false }
        sum = value
        return true
    }

    mutating func answer(to demand: some Sequence<UInt8>) -> [UInt8] {
        var hash: UInt32 = 2_166_136_261
        for byte in demand { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let value = Int(hash >> 8) % 100
        if isStateful {
            sum = (sum * 31 + value) % 1009
            return Array("s\(sum)".utf8)
        }
        switch value % 10 {
        case 0: return []
        case 1: return [0x61, 0, 0x62]
        case 2: return Array(repeating: 0x78, count: 40)
        default: return Array("v\(value % 4)".utf8)
        }
    }
}
