import FaultInjection

/// The faults of one stratum by their classes: those to be tried, one for each class and bit, and
/// the others, of which nothing comes in this window.
struct PrunedStratum: Sendable {
    /// Of so many neighbouring bits one trial each.
    struct Tried: Sendable {
        var moment: UInt32
        var place: UInt64
        var bits: Range<UInt8>
        /// Points that each trial stands for.
        var weight: UInt32
    }

    /// Points of one bit of one register, or of one region of the memory, taken together.
    struct Untried: Sendable {
        /// The first of them.
        var point: FaultPoint
        var fate: DefUseClasses.Fate
        var weight: UInt64
    }

    /// By moment, then by place.
    let tried: [Tried]
    /// Of each entry of `tried`, how many trials it and those before it are.
    private let ends: [UInt64]
    let untried: [Untried]

    init(_ places: FaultPlaces, _ trace: AccessTrace) {
        let classes = DefUseClasses(of: places.stretches.map(\.locations), in: trace)
        var tried: [Tried] = []
        var untried: [UntriedKey: Untried] = [:]
        for found in classes.classes {
            guard
                let index = places.stretches.firstIndex(where: {
                    $0.locations.numbers.contains(found.locations.start)
                })
            else { continue }
            let (place, bits) = places.stretches[index].points(of: found.locations.start)
            if found.fate == .read {
                tried.append(
                    Tried(
                        moment: found.representative, place: place,
                        bits: UInt8(bits.lowerBound)..<UInt8(bits.upperBound),
                        weight: UInt32(found.moments.count)))
                continue
            }
            for bit in bits {
                let key = UntriedKey(stretch: index, bit: bit, isUnread: found.fate == .unread)
                let first = FaultPoint(
                    moment: UInt64(found.moments.lowerBound), place: place, bit: bit)
                untried[key, default: Untried(point: first, fate: found.fate, weight: 0)].weight +=
                    UInt64(found.moments.count) * found.locations.count
            }
        }
        tried.sort {
            ($0.moment, $0.place, $0.bits.lowerBound) < ($1.moment, $1.place, $1.bits.lowerBound)
        }
        var end: UInt64 = 0
        ends = tried.map { entry in
            end += UInt64(entry.bits.count)
            return end
        }
        self.tried = tried
        self.untried = untried.sorted { $0.key < $1.key }.map(\.value)
    }

    private struct UntriedKey: Hashable, Comparable {
        var stretch: Int
        var bit: UInt64
        var isUnread: Bool

        static func < (left: Self, right: Self) -> Bool {
            (left.stretch, left.bit, left.isUnread ? 1 : 0)
                < (right.stretch, right.bit, right.isUnread ? 1 : 0)
        }
    }

    /// Those that are injected, and behind them the others.
    var triedCount: UInt64 { ends.last ?? 0 }
    var trialCount: UInt64 { triedCount + UInt64(untried.count) }

    /// - Parameter number: below `trialCount`.
    func trial(_ number: UInt64) -> (point: FaultPoint, weight: UInt64, way: Trial.Way) {
        if number >= triedCount {
            let rest = untried[Int(number - triedCount)]
            return (rest.point, rest.weight, rest.fate == .unread ? .unread : .overwritten)
        }
        let index = Self.first(ends, above: number)
        let entry = tried[index]
        let before = index > 0 ? ends[index - 1] : 0
        return (
            FaultPoint(
                moment: UInt64(entry.moment), place: entry.place,
                bit: UInt64(entry.bits.lowerBound) + number - before),
            UInt64(entry.weight), .tried
        )
    }

    /// The first of ascending numbers that is above.
    static func first(_ ends: [UInt64], above number: UInt64) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
