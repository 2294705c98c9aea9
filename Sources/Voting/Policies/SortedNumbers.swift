/// A round's numbers in ascending order, without NaN, on the stack.
///
/// What an open ballot brings can be any number. A rule that never falls when a number rises
/// takes its extremes when all that come are below, or all above, those that are there. So
/// positions before the first hold −∞ and those behind the last +∞: with j numbers still to come
/// what stands at position p of all is between `[p - j]` and `[p]`.
struct SortedNumbers {
    private var numbers: InlineArray<64, Double> = .init(repeating: 0)
    private(set) var count = 0

    init(_ round: borrowing Round, finiteOnly: Bool = false) {
        for replica in round.answered {
            let number = round.numbers[replica]
            guard !number.isNaN, !finiteOnly || number.isFinite else { continue }
            var position = count
            while position > 0, numbers[position - 1] > number {
                numbers[position] = numbers[position - 1]
                position -= 1
            }
            numbers[position] = number
            count += 1
        }
    }

    subscript(position: Int) -> Double {
        if position < 0 { return -.infinity }
        return position < count ? numbers[position] : .infinity
    }
}

extension Round {
    /// The lowest-numbered replica that gave this number, which one did.
    func election(ofNumber number: Double) -> Election {
        for replica in answered where numbers[replica] == number {
            return election(of: replica)
        }
        return Election(.number(number), supporters: [])
    }

    /// Those whose number lies within these bounds.
    func replicas(from low: Double, through high: Double) -> ReplicaSet {
        var members = ReplicaSet()
        for replica in answered where low <= numbers[replica] && numbers[replica] <= high {
            members.insert(replica)
        }
        return members
    }
}

/// Which of the two in the middle goes out when their number is even.
package enum MiddleRule: String, Sendable, CaseIterable {
    case lower
    case upper
}
