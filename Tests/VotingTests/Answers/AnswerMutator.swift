/// Lines as a broken replica could send them: valid ones, mutated, and anything else.
struct AnswerMutator {
    var random: AnswerRandom
    /// What mutations start from and splice with.
    let valid: [[UInt8]]

    init(seed: UInt64, valid: [String]) {
        random = AnswerRandom(seed: seed)
        self.valid = valid.map { Array($0.utf8) }
    }

    mutating func next() -> [UInt8] {
        switch random.below(16) {
        case 0: return noise()
        case 1: return random.pick(valid)
        default:
            var line = random.pick(valid)
            for _ in 0...random.below(3) { mutate(&line) }
            return line
        }
    }

    private mutating func noise() -> [UInt8] {
        (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    private static let bits: [[UInt8]] = [
        Array("nan".utf8), Array("-inf".utf8), Array("1e999".utf8), Array("0x1p3".utf8),
        Array("-0".utf8), Array("9223372036854775808".utf8), Array("9007199254740993".utf8),
        Array("\\ud800".utf8), Array("\\u0000".utf8), Array("\"".utf8), Array("{\"a\":".utf8),
        Array("}".utf8), Array("]".utf8), Array("[".utf8), Array(",".utf8), Array("  ".utf8),
        Array("%".utf8), Array(";".utf8), Array("=".utf8), Array("..".utf8), Array("e-".utf8),
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ]

    private mutating func mutate(_ line: inout [UInt8]) {
        let place = random.below(line.count + 1)
        let length = random.below(min(line.count - place, 12) + 1)
        switch random.below(10) {
        case 0: if place < line.count { line[place] ^= 1 << UInt8(random.below(8)) }
        case 1: line.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 2: line.removeSubrange(place..<(place + length))
        case 3: line.removeSubrange(place...)
        case 4:
            let other = random.pick(valid)
            line.replaceSubrange(place..., with: other[random.below(other.count + 1)...])
        case 5: line.insert(contentsOf: line[place..<(place + length)], at: place)
        case 6: line.insert(contentsOf: random.pick(Self.bits), at: place)
        case 7: line.insert(contentsOf: digits(), at: place)
        case 8:
            let bracket = random.pick([[0x5B], [0x7B], Array("{\"a\":[".utf8), [0x5D], [0x7D]])
            let depth = random.below(8) == 0 ? 1 + random.below(200) : 1 + random.below(4)
            for _ in 0..<depth { line.insert(contentsOf: bracket, at: place) }
        default:
            if length > 0 { line.swapAt(place, place + length - 1) }
        }
    }

    /// Mostly few; now and then more than any number type holds.
    private mutating func digits() -> [UInt8] {
        let count = random.below(50) == 0 ? random.below(2_000) : 1 + random.below(24)
        let digit = UInt8(random.below(10))
        let isRun = random.below(2) == 0
        return (0..<count).map { _ in 48 + (isRun ? digit : UInt8(random.below(10))) }
    }
}
