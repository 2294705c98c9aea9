/// New numbers for the codes of one class.
package struct CodeNumbers {
    private let numbers: [Int64: Int64]

    /// Different small numbers for different codes, close together so that a `switch` stays a
    /// table; nil when there is nothing to choose or too little room.
    /// - Parameter keepsZero: zero stays zero, and nothing else becomes it.
    package init?(_ codes: Set<Int64>, keepsZero: Bool, _ random: inout SeededGenerator) {
        var free = codes.sorted()
        var numbers: [Int64: Int64] = [:]
        if keepsZero, codes.contains(0) {
            numbers[0] = 0
            free.removeAll { $0 == 0 }
        }
        // All fit a `signed char`, the narrowest holder.
        let room = 127 - free.count
        guard !free.isEmpty, room >= 1 else { return nil }
        let least = 1 + random.next(below: room)
        for (code, position) in zip(free, random.permutation(of: free.count)) {
            numbers[code] = Int64(least + position)
        }
        self.numbers = numbers
    }

    package subscript(code: Int64) -> Int64 { numbers[code] ?? code }

    package var changed: Int { numbers.count { $0 != $1 } }
}
