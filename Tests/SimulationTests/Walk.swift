/// A nondeterministic computation with state, and what it allows: the state is 0 to 3, an answer
/// `m` and two digits, of which the first follows from state and demand and the second, 0 or 1, is
/// free. The answer decides the next state, so correct replicas drift apart, and meet again in 0.
///
/// With feedback the state is that of what went out before, unless that was the restrictive answer.
struct Walk {
    /// Nil: lost, and nothing is allowed any more.
    private(set) var state: Int? = 0
    /// Lost since nothing was promised of a demand.
    private(set) var hasLeft = false

    /// Some demands are none that it promises anything about.
    static func admits(_ demand: some Sequence<UInt8>) -> Bool { hash(demand) % 10 != 7 }

    /// Whether anything is promised of an admitted demand in this state; true where it is lost.
    func promises(_ demand: some Sequence<UInt8>) -> Bool {
        state != 3 || Self.hash(demand) / 64 % 4 != 0
    }

    mutating func leave() { (state, hasLeft) = (nil, true) }

    /// What may be answered: with this first digit, 0 or 1 behind it.
    private func digit(_ demand: some Sequence<UInt8>) -> Int? {
        state.map { ($0 + Int(Self.hash(demand) / 16 % 4)) % 4 }
    }

    /// - Parameter previous: with feedback, what went out before.
    mutating func hear(_ previous: some Sequence<UInt8>) {
        if state != nil, let told = Self.state(after: Array(previous)) { state = told }
    }

    /// - Parameter choice: 0 or 1.
    mutating func answer(to demand: some Sequence<UInt8>, choice: Int) -> [UInt8] {
        let answer = Array("m\(digit(demand) ?? 0)\(choice)".utf8)
        state = Self.state(after: answer)
        return answer
    }

    /// Whether the answer is allowed; what is not makes it lose its way.
    mutating func allows(_ answer: [UInt8], to demand: some Sequence<UInt8>) -> Bool {
        let isAllowed = digit(demand).map { digit in
            [0, 1].contains { Array("m\(digit)\($0)".utf8) == answer }
        }
        state = isAllowed == true ? Self.state(after: answer) : nil
        return isAllowed == true
    }

    mutating func lose() { state = nil }

    /// As a replica saves it.
    var text: [UInt8] { Array("walk=00\(state ?? 9)".utf8) }

    init() {}

    /// Nil for what is no state.
    init?(_ text: some Sequence<UInt8>) {
        let digits = Array(text)
        guard digits.count == 8, digits.starts(with: Array("walk=00".utf8)),
            let state = Int(String(decoding: digits[7...], as: UTF8.self)), state < 4
        else { return nil }
        self.state = state
    }

    private static func state(after answer: [UInt8]) -> Int? {
        guard answer.count == 3, answer[0] == UInt8(ascii: "m") else { return nil }
        let digits = answer[1...].map { Int($0) - Int(UInt8(ascii: "0")) }
        return digits[0] == 0 ? 0 : (digits[0] + digits[1]) % 4
    }

    private static func hash(_ demand: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in demand { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash >> 7
    }
}
