/// How often a replica is started anew though nothing is wrong with it.
package struct RejuvenationPolicy: Equatable, Sendable, Codable {
    /// One replica each so many nanoseconds; a turn that cannot be taken is
    /// taken as soon as it can be, and none is made up for.
    package var everyNanoseconds: UInt64
    /// How many failures must still be masked while it is away.
    package var reserve: Int

    package init(everyNanoseconds: UInt64, reserve: Int = 0) {
        self.everyNanoseconds = everyNanoseconds
        self.reserve = reserve
    }

    package var flaw: String? {
        if everyNanoseconds < 1 { return "a replica is always being restarted" }
        return reserve < 0 ? "a negative reserve" : nil
    }
}
