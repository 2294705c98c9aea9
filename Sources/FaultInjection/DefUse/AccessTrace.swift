/// Everything that was read and written while one demand was answered, in order.
package struct AccessTrace: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package var step: UInt32
        /// Otherwise it was written completely, whatever was there.
        package var isRead: Bool
        package var locations: Locations

        package init(step: UInt32, isRead: Bool, _ locations: Locations) {
            (self.step, self.isRead, self.locations) = (step, isRead, locations)
        }
    }

    /// Instructions of the window: faults strike before one of them.
    package var steps = 0
    /// In the order of steps, of which some lie behind the window: what the program does before it
    /// waits for the next demand, too, can show a fault. Of one step first what is read.
    package private(set) var entries: [Entry] = []
    /// What the kernel looks at whenever it lets the process go on, so that a fault there shows at
    /// once, whatever the moment (rseq(2)).
    package var atOnce: [Locations] = []

    package init() {}

    package mutating func note(
        reads: some Sequence<Locations>, writes: some Sequence<Locations>, at step: Int
    ) {
        for place in reads where place.count > 0 {
            entries.append(Entry(step: UInt32(step), isRead: true, place))
        }
        for place in writes where place.count > 0 {
            entries.append(Entry(step: UInt32(step), isRead: false, place))
        }
    }
}
