/// What two ascending lists have in common.
enum SortedMatches {
    static func count(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var (mine, theirs, matches) = (0, 0, 0)
        while mine < left.count, theirs < right.count {
            let (first, second) = (left[mine], right[theirs])
            if first == second { matches += 1 }
            if first <= second { mine += 1 }
            if second <= first { theirs += 1 }
        }
        return matches
    }
}
