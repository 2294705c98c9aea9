/// Demands chosen by their numbers, from 1: `17,40-42`.
package struct DemandNumbers: Equatable, Sendable {
    /// So many may be chosen at once: each is told at length.
    package static let countMax: UInt64 = 10_000

    /// Ascending; neither overlapping nor touching.
    private let ranges: [ClosedRange<UInt64>]

    package static let none = DemandNumbers(ranges: [])

    private init(ranges: [ClosedRange<UInt64>]) { self.ranges = ranges }

    /// - Parameter texts: each a list of numbers and ranges, between them commas.
    /// - Throws: what is wrong, a lower-case fragment.
    package init(_ texts: [String]) throws(Problem) {
        var found: [ClosedRange<UInt64>] = []
        for text in texts {
            for item in text.split(separator: ",", omittingEmptySubsequences: false) {
                found.append(try Self.range(item))
            }
        }
        var merged: [ClosedRange<UInt64>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound - 1 <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        var count: UInt64 = 0
        for range in merged {
            // Numbers have at most 18 digits, and there are few enough ranges for the sum.
            count &+= range.upperBound - range.lowerBound + 1
            guard count <= Self.countMax else {
                throw Problem(message: "more than \(Self.countMax) demands")
            }
        }
        ranges = merged
    }

    package struct Problem: Error, Equatable {
        package let message: String

        package init(message: String) { self.message = message }
    }

    package var isEmpty: Bool { ranges.isEmpty }
    package var count: UInt64 { ranges.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 } }

    /// The lowest that is at least `number`, or nil.
    func next(from number: UInt64) -> UInt64? {
        ranges.first { $0.upperBound >= number }.map { max(number, $0.lowerBound) }
    }

    private static func range(_ item: Substring) throws(Problem) -> ClosedRange<UInt64> {
        let ends = item.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = ends.compactMap(number)
        guard numbers.count == ends.count, let first = numbers.first, numbers.count <= 2,
            let last = numbers.last, first <= last
        else {
            throw Problem(message: "'\(item.prefix(40))' is neither a number from 1 nor a range")
        }
        return first...last
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard 1...18 ~= text.utf8.count,
            text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let number = UInt64(text), number > 0
        else { return nil }
        return number
    }
}
