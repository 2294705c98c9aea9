/// A clock that is wrong from one reading on.
package struct ClockChange: Hashable, Sendable {
    package var kinds: Set<ClockKind>
    /// Nanoseconds that every reading is ahead by, or behind.
    package var offset: Int64 = 0
    /// Of the time that passes from the first reading on, what the clock counts. Each way to ask it
    /// has a first reading of its own, which is right.
    package var percent: UInt64 = 100

    package init(kinds: Set<ClockKind>, offset: Int64 = 0, percent: UInt64 = 100) {
        (self.kinds, self.offset, self.percent) = (kinds, offset, percent)
    }

    /// - Parameters:
    ///   - value: what the clock says, in nanoseconds.
    ///   - first: what it said at the first reading.
    /// - Returns: what the process is told, at least 0.
    package func told(_ value: Int64, since first: Int64) -> Int64 {
        let passed = value &- first
        let counted = passed / 100 &* Int64(percent) &+ passed % 100 &* Int64(percent) / 100
        return max(0, first &+ counted &+ offset)
    }
}
