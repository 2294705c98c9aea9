/// Goes along a trace, and closes a class at each access.
struct DefUseBuilder {
    private let places: [Locations]
    private let steps: UInt32
    private var found: [DefUseClasses.Class] = []
    /// Of each place that was accessed, the moment after which the next class begins.
    private var begins: [UInt64: UInt32] = [:]

    init(_ places: [Locations], steps: Int) {
        self.places = places.sorted { $0.start < $1.start }
        self.steps = UInt32(steps)
        for place in places {
            for number in place.numbers where place.isOfProcessor {
                if Locations.isAlwaysRead(number) { readAtEvery(number) }
            }
        }
    }

    private mutating func readAtEvery(_ number: UInt64) {
        for moment in 0..<steps { add(number, moment..<moment + 1, .read) }
        begins[number] = steps
    }

    /// What shows at once, whatever the moment.
    mutating func close(_ locations: Locations) {
        each(of: locations) { builder, number in
            builder.add(number, 0..<builder.steps, .read)
            builder.begins[number] = builder.steps
        }
    }

    mutating func note(_ entry: AccessTrace.Entry) {
        // Behind the window nobody injects anything.
        let end = min(entry.step &+ 1, steps)
        each(of: entry.locations) { builder, number in
            let begin = builder.begins[number] ?? 0
            // Accesses behind the first one after the window find nothing left.
            guard begin < end else { return }
            builder.add(number, begin..<end, entry.isRead ? .read : .overwritten)
            builder.begins[number] = end
        }
    }

    private mutating func add(
        _ number: UInt64, _ moments: Range<UInt32>, _ fate: DefUseClasses.Fate
    ) {
        found.append(.init(Locations(start: number, count: 1), moments, fate))
    }

    private mutating func each(
        of locations: Locations, _ body: (inout DefUseBuilder, UInt64) -> Void
    ) {
        for place in places {
            let both = place.numbers.clamped(to: locations.numbers)
            for number in both { body(&self, number) }
        }
    }

    /// With what is left: bytes that were never accessed are taken together.
    consuming func classes() -> [DefUseClasses.Class] {
        for place in places {
            var untouched: UInt64?
            for number in place.numbers {
                guard let begin = begins[number] else {
                    untouched = untouched ?? number
                    continue
                }
                closeUntouched(&untouched, before: number)
                if begin < steps { add(number, begin..<steps, .unread) }
            }
            closeUntouched(&untouched, before: place.numbers.upperBound)
        }
        found.sort {
            ($0.locations.start, $0.moments.lowerBound)
                < ($1.locations.start, $1.moments.lowerBound)
        }
        return found
    }

    private mutating func closeUntouched(_ first: inout UInt64?, before end: UInt64) {
        guard let start = first else { return }
        found.append(.init(Locations(start: start, count: end - start), 0..<steps, .unread))
        first = nil
    }
}
