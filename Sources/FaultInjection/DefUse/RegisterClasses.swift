/// The classes of faults in registers (see `DefUseClasses`), each found when a fault of it is
/// drawn: nothing is kept of single accesses.
package struct RegisterClasses: Sendable {
    private let places: [Locations]
    private let trace: RegisterTrace
    /// Of 64 locations each.
    private let words: Int
    /// By address: which locations it reads, then which it reads or writes.
    private var masks: [UInt64]
    /// Likewise by so many steps in a row: which of them are read before they are written, and
    /// which are accessed at all.
    private var spans: [UInt64] = []

    private static let spanLength = 4096

    /// - Parameter places: of the processor, that do not overlap.
    /// - Complexity: O(steps · places / 64) here.
    package init(of places: [Locations], in trace: RegisterTrace) {
        (self.places, self.trace) = (places, trace)
        words = Int((places.reduce(0) { $0 + $1.count } + 63) / 64)
        masks = Array(repeating: 0, count: trace.accesses.count * 2 * words)
        for (address, access) in trace.accesses.enumerated() {
            note(access.reads, at: address, isRead: true)
            note(access.writes, at: address, isRead: false)
        }
        let numbers = trace.steps.numbers
        spans.reserveCapacity((numbers.count / Self.spanLength + 1) * 2 * words)
        for start in stride(from: 0, to: numbers.count, by: Self.spanLength) {
            appendSpan(numbers[start..<min(start + Self.spanLength, numbers.count)])
        }
    }

    private mutating func note(_ accessed: Set<Locations>, at address: Int, isRead: Bool) {
        for locations in accessed {
            for number in locations.numbers {
                guard let index = index(of: number) else { continue }
                let word = address * 2 * words + index / 64
                if isRead { masks[word] |= 1 << (index % 64) }
                masks[word + words] |= 1 << (index % 64)
            }
        }
    }

    private mutating func appendSpan(_ numbers: ArraySlice<UInt32>) {
        let span = spans.count
        spans.append(contentsOf: repeatElement(0, count: 2 * words))
        masks.withUnsafeBufferPointer { masks in
            for word in 0..<words {
                var (read, accessed): (UInt64, UInt64) = (0, 0)
                for number in numbers {
                    let place = Int(number) * 2 * words + word
                    read |= masks[place] & ~accessed
                    accessed |= masks[place + words]
                }
                spans[span + word] = read
                spans[span + words + word] = accessed
            }
        }
    }

    private func index(of location: UInt64) -> Int? {
        var before = 0
        for place in places {
            if place.numbers.contains(location) { return before + Int(location - place.start) }
            before += Int(place.count)
        }
        return nil
    }

    /// Of the entries of `masks` or `spans` the first that accesses it, and whether that reads it.
    private func first(
        _ entries: [UInt64], _ index: Int, in candidates: Range<Int>, _ entry: (Int) -> Int
    ) -> (candidate: Int, isRead: Bool)? {
        let bit: UInt64 = 1 << (index % 64)
        for candidate in candidates {
            let word = entry(candidate) * 2 * words + index / 64
            if entries[word + words] & bit != 0 { return (candidate, entries[word] & bit != 0) }
        }
        return nil
    }
}

extension RegisterClasses: ClassFinding {
    /// - Complexity: O(steps / 4096 + 8192).
    package func found(of location: UInt64, at moment: UInt64) -> FoundClass? {
        let numbers = trace.steps.numbers
        guard let index = index(of: location), moment < UInt64(numbers.count) else { return nil }
        if Locations.isAlwaysRead(location) { return FoundClass(.read, UInt32(moment)) }
        func step(in steps: Range<Int>) -> FoundClass? {
            first(masks, index, in: steps) { Int(numbers[$0]) }.map { step, isRead in
                FoundClass(isRead ? .read : .overwritten, UInt32(step))
            }
        }
        let span = Int(moment) / Self.spanLength
        let end = min((span + 1) * Self.spanLength, numbers.count)
        if let found = step(in: Int(moment)..<end) { return found }
        let later = (span + 1)..<max(span + 1, spans.count / (2 * words))
        if let (span, _) = first(spans, index, in: later, { $0 }) {
            let start = span * Self.spanLength
            return step(in: start..<min(start + Self.spanLength, numbers.count))
        }
        let last = UInt32(numbers.count - 1)
        let rest = trace.rest.entries.first { $0.locations.numbers.contains(location) }
        guard let rest else { return FoundClass(.unread, last) }
        return FoundClass(rest.isRead ? .read : .overwritten, last)
    }
}
