/// Demands that begin with their number, and what the fixture `faulty` rightly answers.
enum Demands {
    static let restrictive = "RESTRICTIVE"

    static func lines(_ numbers: some Sequence<Int>) -> [String] {
        numbers.map { "\($0) demand of \($0 &* 7919 % 10007)" }
    }

    static func answers(_ demands: [String]) -> [String] {
        demands.map { hexadecimal(digest($0.utf8, basis)) }
    }

    /// The answers of replicas with state, which have had all of these demands and no other.
    static func statefulAnswers(_ demands: [String]) -> [String] {
        var state = basis
        return demands.map { demand in
            state = digest(demand.utf8, state)
            return hexadecimal(state)
        }
    }

    private static let basis: UInt64 = 14_695_981_039_346_656_037

    /// FNV-1a, 64 bits.
    private static func digest(_ bytes: some Sequence<UInt8>, _ start: UInt64) -> UInt64 {
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
