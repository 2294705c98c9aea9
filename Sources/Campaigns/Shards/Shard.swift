import Foundation

/// One of so many parts of a campaign that can be run anywhere, in any order, and again: trials
/// whose numbers follow each other.
///
/// Neighbours and not every n-th: lines of a stratified campaign take turns, and a stride that has
/// a divisor in common with these would give some lines to some shards only; of an exhaustive
/// campaign, whose numbers are ordered by replica and demand, neighbours share the way to their
/// moments.
package struct Shard: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 1...count.
    package let index: UInt64
    /// 1...1,000,000.
    package let count: UInt64

    package static let most: UInt64 = 1_000_000

    /// Nil outside of these ranges.
    package init?(_ index: UInt64, of count: UInt64) {
        guard 1...Self.most ~= count, 1...count ~= index else { return nil }
        (self.index, self.count) = (index, count)
    }

    /// - Parameter text: as `3/40`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = UInt64(parts[0]), let count = UInt64(parts[1]) else {
            return nil
        }
        self.init(index, of: count)
    }

    /// All shards of so many.
    package static func all(of count: UInt64) -> [Shard] {
        (1...max(1, count)).compactMap { Shard($0, of: count) }
    }

    package var description: String { "\(index)/\(count)" }

    /// The numbers of its trials; the first shards have one more where it does not come out even.
    /// Nil where there are more shards than trials, and none is left for it.
    package func trials(of planned: UInt64) -> ClosedRange<UInt64>? {
        let (each, rest) = planned.quotientAndRemainder(dividingBy: count)
        let before = (index - 1) * each + min(index - 1, rest)
        let own = each + (index <= rest ? 1 : 0)
        return own == 0 ? nil : (before + 1)...(before + own)
    }

    /// As `shard-0003-of-0040`.
    package var fileName: String {
        let digits = max(4, String(count).count)
        func padded(_ number: UInt64) -> String {
            let text = String(number)
            return String(repeating: "0", count: digits - text.count) + text
        }
        return "shard-\(padded(index))-of-\(padded(count))"
    }

    /// - Parameter name: a file's, without its extension; nil where it is not as `fileName`.
    package init?(fileName name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "shard", parts[2] == "of",
            let index = UInt64(parts[1]), let count = UInt64(parts[3])
        else { return nil }
        self.init(index, of: count)
        if fileName != name { return nil }
    }

    package static func < (left: Shard, right: Shard) -> Bool {
        (left.count, left.index) < (right.count, right.index)
    }
}
