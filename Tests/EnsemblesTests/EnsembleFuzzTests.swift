import Ensembles
import Testing

private let seeds = [
    """
    program: launch
    replicas:
      - name: a
        command: [./a, "b\\n", 'c']
        environment: {K: "\\u00e9"}
    vote: {agree: majority, restrictive: |
        x}
    """,
    "variants: {count: 3, seed: 1, flags: [-lm]}\nlimits:\n  memory: 1GiB\n? framing\n: lines\n",
    "%YAML 1.1\n---\n&a x: *a\n<<: !!map {a: b}\n...\n--- >-\n q\n",
    """
    replicas: [{name: a, command: [a]}, {name: b, command: [b]}, {name: c, command: [c]}]
    answer:
      format: separated
      separator: ";"
      fields:
        - {name: CMV, type: bits, width: 3, each: true}
        - {name: speed, type: real, unit: km/h, range: 0..120, relation: absolute 0.5}
        - {name: mode, type: enumeration, words: [OFF, ON], policy: unanimity}
    vote: {agree: 2, restrictive: 000;0;OFF, tie: lowest, latch: forever, dissentLimit: 5}
    faults: {crash: 1, symmetric: 0, asymmetric: 0}
    """,
    "variants: {count: 4}\nvote: {agree: 3, policy: 'permit,RELEASE=3,HOLD=4', relation: text, "
        + "latch: 3}\nfaults: {symmetric: 1}\n",
    "variants: {count: 3}\nvote:\n  policy: allow,more=lower\n  relation: number\n"
        + "  restrictive: 1e3\n  dissentLimit: none\n  latch: none\n",
    "a: [{b: [c, {d: e}]}, \"\\x41\\U0001F600\"]\n# comment\n'k': \"multi\n  line\"\n",
]

/// Splitmix64: the same seed gives the same files.
private struct Randomness: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

struct EnsembleFuzzTests {
    private static let sprinkles =
        Array("&*!|>'\"%@`-?:,[]{}#<\\ \t\r\n\0~".utf8) + [0xC3, 0xFF, 0xEF]

    /// The seeds that say all that an ensemble needs.
    private static let right = seeds.indices.filter {
        (try? Ensemble.parse(Array(seeds[$0].utf8), file: "f", folder: "f", folderPath: "/f"))
            != nil
    }

    @Test func `the seeds with the keys of the vote are right files`() {
        #expect(Self.right.count >= 4)
    }

    @Test(.timeLimit(.minutes(2)))
    func `no bytes bring the reader down`() {
        var random = Randomness(state: 2026)
        var read = Array(repeating: 0, count: seeds.count)
        for round in 0..<8000 {
            var bytes = Array(seeds[round % seeds.count].utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                mutate(&bytes, &random)
            }
            do {
                _ = try Ensemble.parse(bytes, file: "f", folder: "f", folderPath: "/f")
                read[round % seeds.count] += 1
            } catch {
                #expect(!error.problems.isEmpty, "round \(round): \(bytes)")
            }
        }
        for seed in Self.right {
            #expect(read[seed] > 0, "seed \(seed): too wild to test much, no file was a right one")
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Randomness) {
        let at = Int.random(in: 0...bytes.count, using: &random)
        let length = Int.random(in: 0...min(12, bytes.count - at), using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.removeSubrange(at..<at + length)
        case 1: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
        case 3: bytes.insert(Self.sprinkles.randomElement(using: &random) ?? 0, at: at)
        case 4: if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
        default:
            let sprinkle = Self.sprinkles.randomElement(using: &random) ?? 0
            if at < bytes.count { bytes[at] = sprinkle }
        }
    }
}
