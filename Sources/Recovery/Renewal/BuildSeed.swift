/// The seed of a build that takes the place of one that is used up.
///
/// It follows from the family's seed, the seat and how many builds the seat has had, so that who
/// knows these can make the same build again.
package enum BuildSeed {
    /// - Parameters:
    ///   - seat: its place in the family, from 0.
    ///   - build: 1 for the first one after that of the family.
    /// - Returns: a number below 2^53, so that every reader of JSON keeps all digits.
    package static func of(family: UInt64, seat: Int, build: Int) -> UInt64 {
        var seed = mixed(family)
        seed = mixed(seed ^ UInt64(truncatingIfNeeded: seat))
        seed = mixed(seed ^ UInt64(truncatingIfNeeded: build) << 32)
        return seed >> 11
    }

    /// David Stafford's thirteenth mixer of 64 bits ("Better Bit Mixing", 2011), behind a step so
    /// that 0 does not stay 0: each bit of what goes in changes half of those that come out.
    private static func mixed(_ word: UInt64) -> UInt64 {
        var bits = word &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
