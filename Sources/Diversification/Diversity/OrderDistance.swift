/// How far a list is from being in order.
package enum OrderDistance {
    /// The pairs of different numbers in which the larger comes first: Kendall's distance from
    /// the ascending order.
    ///
    /// Kendall: "A new measure of rank correlation", Biometrika 30, 1938,
    /// doi:10.1093/biomet/30.1-2.81.
    /// - Complexity: O(n log n).
    package static func inversions(_ numbers: [Int32]) -> Int {
        var list = numbers
        var spare = numbers
        var inversions = 0
        var width = 1
        while width < list.count {
            for start in stride(from: 0, to: list.count, by: 2 * width) {
                let middle = min(start + width, list.count)
                let end = min(start + 2 * width, list.count)
                var (left, right) = (start, middle)
                for at in start..<end {
                    if left < middle, right >= end || list[left] <= list[right] {
                        spare[at] = list[left]
                        left += 1
                    } else {
                        spare[at] = list[right]
                        right += 1
                        inversions += middle - left
                    }
                }
            }
            swap(&list, &spare)
            width *= 2
        }
        return inversions
    }

    /// How many of the numbers, all different, have to be put elsewhere to make the list ascend:
    /// all but its longest ascending subsequence.
    /// - Complexity: O(n log n).
    package static func displaced(_ numbers: [Int32]) -> Int {
        var tails: [Int32] = []
        for number in numbers {
            var (low, high) = (0, tails.count)
            while low < high {
                let middle = (low + high) / 2
                if tails[middle] < number { low = middle + 1 } else { high = middle }
            }
            if low == tails.count { tails.append(number) } else { tails[low] = number }
        }
        return numbers.count - tails.count
    }
}
