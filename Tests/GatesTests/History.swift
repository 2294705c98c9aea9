import Gates
import Voting

struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func happens(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percent
    }
}

/// A defect put between the line and the gate: as if the gate lacked that check.
typealias Twin = (_ line: [UInt8], _ gate: Gate) -> [UInt8]

/// One seeded history: a stream of records with its faults, played to a gate under an oracle's
/// eyes.
struct History {
    /// Commands for the C driver, and the trace it must give.
    private(set) var script = ""
    private(set) var trace = ""
    /// Permissive answers that were not allowed, and allowed ones that were withheld.
    private(set) var unsafe: [String] = []
    private(set) var withheld: [String] = []
    private(set) var passed = 0
    private(set) var causes: Set<GateCause> = []

    private var random: SplitMix64
    private var gate: Gate
    private var oracle: Oracle
    private let twin: Twin
    private var now: UInt64 = 1000
    private static let cycle: UInt64 = 100

    init(seed: UInt64, forgetsLatch: Bool = false, twin: @escaping Twin = { line, _ in line }) {
        random = SplitMix64(state: seed)
        self.twin = twin
        let release = random.happens(50) ? nil : UInt64.random(in: 1...4, using: &random)
        let count = Int.random(in: 1...30, using: &random)
        let answers = (0..<count).map { "RELEASE \($0) of \(seed)" }
        let knows = random.happens(50)
        oracle = Oracle(
            cycle: Self.cycle, release: release, answers: answers,
            digests: answers.map { digest("demand " + $0) }, knowsDemands: knows)
        gate = Gate(
            settings: GateSettings(
                cycle: Self.cycle, restrictive: Array("APPLY".utf8),
                releaseAfter: forgetsLatch ? 1 : release, answerBytesMax: 64), now: now)
        oracle.pass(to: now)
        script = "init \(Self.cycle) \(release ?? 0) \(now)\n"
        play()
    }

    private mutating func play() {
        let percent = [0, 3, 15, 40][Int.random(in: 0..<4, using: &random)]
        for index in oracle.answers.indices {
            var lines = [seal(UInt64(index) + 1)]
            if random.happens(percent) { disturb(&lines) }
            for line in lines {
                wait(percent)
                deliver(line)
            }
        }
        if random.happens(70) { deliver(seal(UInt64(oracle.answers.count) + 1, kind: .end)) }
        if random.happens(percent) { deliver(seal(UInt64(oracle.answers.count) + 2)) }
        let answer = gate.end()
        script += "end \(now)\n"
        note(answer, line: [])
    }

    /// A record the voter could have written; `kind` nil draws one.
    private mutating func seal(_ sequence: UInt64, kind: VerdictRecord.Kind? = nil) -> [UInt8] {
        let index = Int(sequence) - 1
        let isDemand = index < oracle.answers.count
        let record = Oracle.Sealed(
            sequence: sequence, digest: isDemand ? oracle.digests[index] : 7,
            kind: kind ?? (random.happens(10) ? .restrictive : .agreed),
            expires: now + UInt64.random(in: 60...400, using: &random),
            answer: isDemand ? oracle.answers[index] : "RELEASE beyond")
        return seal(record)
    }

    private mutating func seal(_ record: Oracle.Sealed) -> [UInt8] {
        let line = recordLine(
            record.sequence, digest: record.digest, kind: record.kind, expires: record.expires,
            answer: record.answer)
        oracle.sealed[line] = record
        return line
    }

    private mutating func disturb(_ lines: inout [[UInt8]]) {
        let line = lines[0]
        let at = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: lines[0][at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: lines = []
        case 2: lines.append(line)
        case 3: lines = [Array(line[..<at])]
        case 4: lines = [Array(line[..<at]), Array(line[at...])]
        case 5: lines = [[UInt8](repeating: UInt8(ascii: "x"), count: 140 + at), line]
        case 6:  // an older one comes again
            let old = oracle.sealed.keys.sorted { $0.lexicographicallyPrecedes($1) }
            lines = [old[Int.random(in: 0..<old.count, using: &random)], line]
        case 7:  // right in all but its demand
            let record = oracle.sealed[line]!
            lines = [
                seal(
                    Oracle.Sealed(
                        sequence: record.sequence, digest: record.digest ^ 1, kind: record.kind,
                        expires: record.expires, answer: record.answer))
            ]
        case 8:  // two verdicts in the wrong order
            lines = [seal(oracle.sealed[line]!.sequence + 1), line]
        default: now += UInt64.random(in: 50...500, using: &random)
        }
    }

    /// Lets time pass, and mostly asks the gate in time.
    private mutating func wait(_ percent: Int) {
        now += UInt64.random(in: 1...50, using: &random)
        if random.happens(percent / 8) {
            now -= min(now, UInt64.random(in: 1...80, using: &random))
        }
        if !random.happens(10) {
            while gate.deadline <= now { tick(gate.deadline) }
        }
        if random.happens(20) { tick(now) }
    }

    private mutating func tick(_ instant: UInt64) {
        let isDue = instant >= gate.deadline
        oracle.pass(to: instant)
        script += "tick \(instant)\n"
        if let answer = gate.tick(now: instant) {
            note(answer, line: [])
        } else {
            trace += "none\n"
            if isDue { unsafe.append("no answer at \(instant), when one was due") }
        }
    }

    private mutating func deliver(_ original: [UInt8]) {
        let index = Int(gate.nextSequence) - 1
        let demand: ExpectedDemand =
            !oracle.knowsDemands
            ? .unknown
            : index < oracle.digests.count ? .digest(oracle.digests[index]) : .end
        let line = twin(original, gate)
        let answer = line.withUnsafeBytes { gate.receive($0, now: now, demand: demand) }
        let word =
            switch demand {
            case .unknown: "u"
            case .end: "e"
            case .digest(let digest): hexadecimal(digest)
            }
        script += "record \(now) \(word) \(original.map(hexadecimal).joined())\n"
        let allowed = oracle.receive(original, now: now)
        let given = answer.passed.map { String(decoding: line[$0], as: UTF8.self) }
        if let given, given != allowed {
            unsafe.append("'\(given)' at \(now), allowed: \(allowed ?? "none")")
        }
        if given == nil, let allowed { withheld.append("'\(allowed)' at \(now): \(answer.cause)") }
        if given != nil && gate.deadline > now + Self.cycle {
            unsafe.append("'\(given!)' stands until \(gate.deadline)")
        }
        note(answer, line: line)
    }

    private mutating func note(_ answer: GateAnswer, line: [UInt8]) {
        causes.insert(answer.cause)
        if answer.passed != nil { passed += 1 }
        let bytes = answer.passed.map { Array(line[$0]) } ?? gate.settings.restrictive
        trace += "\(answer.cause.rawValue) \(gate.nextSequence) "
        trace += bytes.map(hexadecimal).joined() + "\n"
    }

    private func hexadecimal<Number: FixedWidthInteger>(_ number: Number) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: Number.bitWidth / 4 - digits.count) + digits
    }
}
