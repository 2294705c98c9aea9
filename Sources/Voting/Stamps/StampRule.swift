/// Inputs that are not in the demands: drawn once a demand and put in front of it, so that all
/// replicas, in all their processes, compute from the same ones.
package struct StampRule: Equatable, Sendable {
    package static let none = StampRule()

    /// When the demand was frozen, as nanoseconds since 1970: 19 digits, which last until 2286.
    package var hasTime = false
    /// 64 bits as 16 hexadecimal digits.
    package var hasRandom = false
    /// Of the random bits: the same seed gives each demand the same ones.
    package var seed: UInt64 = 0
    /// Nanoseconds since 1970 when the voter's clock stood at 0. That clock never goes back, so
    /// neither do stamps, whatever is done to the machine's time during a run.
    package var epochNanoseconds: UInt64 = 0

    private static let timeDigits = 19
    private static let timeMax: UInt64 = 9_999_999_999_999_999_999
    private static let randomDigits = 16

    package init(
        hasTime: Bool = false, hasRandom: Bool = false, seed: UInt64 = 0,
        epochNanoseconds: UInt64 = 0
    ) {
        self.hasTime = hasTime
        self.hasRandom = hasRandom
        self.seed = seed
        self.epochNanoseconds = epochNanoseconds
    }

    /// Bytes in front of a demand, with one space behind each word; the same for every demand.
    package var byteCount: Int {
        (hasTime ? Self.timeDigits + 1 : 0) + (hasRandom ? Self.randomDigits + 1 : 0)
    }

    /// - Parameters:
    ///   - demand: its number, from 1.
    ///   - now: nanoseconds of the voter's clock.
    func write(for demand: UInt64, at now: UInt64, into buffer: SlidingBuffer) {
        if hasTime {
            let (sum, isBeyond) = epochNanoseconds.addingReportingOverflow(now)
            write(
                isBeyond ? Self.timeMax : min(sum, Self.timeMax), base: 10,
                digits: Self.timeDigits, into: buffer)
        }
        if hasRandom {
            write(random(for: demand), base: 16, digits: Self.randomDigits, into: buffer)
        }
    }

    /// With zeros in front; written from the last digit on.
    private func write(_ number: UInt64, base: UInt64, digits: Int, into buffer: SlidingBuffer) {
        let room = buffer.writable(minimum: digits + 1)
        var rest = number
        for place in (0..<digits).reversed() {
            let digit = UInt8(rest % base)
            room[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            rest /= base
        }
        room[digits] = UInt8(ascii: " ")
        buffer.wrote(digits + 1)
    }

    /// The output of SplitMix64 for a demand, of which any can be had without those before it.
    /// Good for choices and samples; whoever knows the seed, or one output, knows them all, so it
    /// is for nothing that must be secret.
    ///
    /// G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
    /// OOPSLA 2014, doi:10.1145/2660193.2660195.
    func random(for demand: UInt64) -> UInt64 {
        var mixed = seed &+ demand &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
