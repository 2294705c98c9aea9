/// A finite set that is written out, without duplicates and in one canonical order.
package struct SetValue: Hashable, Sendable {
    package let elements: [Value]

    /// - Parameter elements: in any order, duplicates allowed. O(n log n).
    package init(_ elements: [Value]) {
        self.elements = elements
    }
}
