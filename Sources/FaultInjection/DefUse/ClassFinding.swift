/// The class of faults that one fault belongs to (see `DefUseClasses`).
package struct FoundClass: Equatable, Sendable {
    package var fate: DefUseClasses.Fate
    /// The moment at which one fault stands for all of them.
    package var representative: UInt32

    package init(_ fate: DefUseClasses.Fate, _ representative: UInt32) {
        (self.fate, self.representative) = (fate, representative)
    }
}

/// Who knows the classes of one window.
package protocol ClassFinding: Sendable {
    /// - Returns: nil for a location or a moment that is none of theirs.
    func found(of location: UInt64, at moment: UInt64) -> FoundClass?
}

extension DefUseClasses: ClassFinding {
    /// - Complexity: O(log classes).
    package func found(of location: UInt64, at moment: UInt64) -> FoundClass? {
        self.class(of: location, at: moment).map { FoundClass($0.fate, $0.representative) }
    }
}
