/// Changes machines in bytes, in tokens and by pieces of one another, from a seed.
struct MachineMutator {
    private var state: UInt64
    private let seeds = MachineSeeds.all.map { Array($0.utf8) }

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below a bound of at least 1.
    private mutating func number(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    mutating func machine() -> [UInt8] {
        var text = seeds[number(20) == 0 ? number(seeds.count) : number(2)]
        for _ in 0...number(4) { mutate(&text) }
        return text
    }

    /// The machines that it uses, one time in four mutated, too.
    mutating func others() -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for (name, text) in MachineSeeds.others.sorted(by: { $0.key < $1.key }) {
            var bytes = Array(text.utf8)
            if number(4) == 0 { mutate(&bytes) }
            found[name] = bytes
        }
        return found
    }

    private mutating func mutate(_ text: inout [UInt8]) {
        switch number(3) {
        case 0: mutateBytes(&text)
        case 1: mutateTokens(&text)
        default: splice(&text)
        }
    }

    private mutating func mutateBytes(_ text: inout [UInt8]) {
        guard !text.isEmpty else { return }
        let place = number(text.count)
        switch number(4) {
        case 0: text[place] = UInt8(truncatingIfNeeded: next())
        case 1: text[place] ^= 1 << UInt8(number(8))
        case 2: text.remove(at: place)
        default: text.insert(UInt8(32 + number(95)), at: place)
        }
    }

    private mutating func mutateTokens(_ text: inout [UInt8]) {
        var tokens = Self.tokens(text)
        guard tokens.count > 1 else { return }
        let place = number(tokens.count)
        switch number(5) {
        case 0: tokens.remove(at: place)
        case 1: tokens.insert(tokens[place], at: place)
        case 2: tokens.swapAt(place, number(tokens.count))
        case 3: tokens[place] = tokens[number(tokens.count)]
        default:
            let word = Self.words[number(Self.words.count)]
            tokens.insert(Array(" \(word) ".utf8)[...], at: place)
        }
        text = Array(tokens.joined())
    }

    /// A piece of a machine, up to 200 bytes, in place of a piece of this one; or repeated.
    private mutating func splice(_ text: inout [UInt8]) {
        let donor = seeds[number(2)]
        let start = number(donor.count)
        let piece = donor[start..<min(donor.count, start + 1 + number(200))]
        let place = number(text.count + 1)
        let end = number(2) == 0 ? place : min(text.count, place + number(200))
        let times = number(50) == 0 ? 1 + number(100) : 1
        text.replaceSubrange(
            place..<end, with: Array(repeating: Array(piece), count: times).joined())
    }

    /// Words, symbols and blanks, each a slice.
    private static func tokens(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var start = 0
        while start < text.count {
            var end = start + 1
            let kind = kind(text[start])
            while end < text.count, kind < 2, Self.kind(text[end]) == kind { end += 1 }
            found.append(text[start..<end])
            start = end
        }
        return found
    }

    private static func kind(_ byte: UInt8) -> Int {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: 0
        case 0...0x20: 1
        default: 2
        }
    }

    private static let words = [
        "MACHINE", "END", "BEGIN", "PRE", "IF", "THEN", "ELSE", "DEFINITIONS", "==", "(", ")", "{",
        "}", "[", "]", ",", ";", "||", "|->", ":=", "::", ":", "=", "-", "*", "'", "~", "$0", "!",
        "#", "%", ".", "|", "INVARIANT", "OPERATIONS", "SETS", "VALUES", "REFINES Stock",
        "INCLUDES Main", "SEES Counter", "999999999999999999999999", "MAXINT", "succ", "limit",
        "low(", "put(", "level$0", "card(KIND) = 99999999", "<--", "rec(", "struct(aa: ", "∀", "→",
        "/*", "*/", "//", "\"", "`", "1.5", "0x", "skip", "bool(", "not(", "SIGMA(xx).(", "xx",
    ]
}
