/// Work that several may take up in order, some of which is to run while nothing else does.
package struct Turns<Work> {
    package enum Next {
        case work(Work)
        /// Until something is done.
        case wait
        case none
    }

    private let works: [Work]
    private let isAlone: (Work) -> Bool
    private var place = 0
    /// Taken up and not done.
    private var running = 0
    private var isOneAlone = false

    package init(_ works: [Work], isAlone: @escaping (Work) -> Bool) {
        (self.works, self.isAlone) = (works, isAlone)
    }

    /// Behind `work`, `done` is to be called.
    package mutating func next() -> Next {
        guard place < works.count else { return .none }
        let isNextAlone = isAlone(works[place])
        if running > 0 && (isNextAlone || isOneAlone) { return .wait }
        (running, isOneAlone) = (running + 1, isNextAlone)
        defer { place += 1 }
        return .work(works[place])
    }

    package mutating func done() { running -= 1 }
}
