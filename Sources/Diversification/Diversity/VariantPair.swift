/// The names of two builds.
package struct VariantPair: Codable, Equatable, Sendable {
    package let first: String
    package let second: String

    package init(first: String, second: String) {
        self.first = first
        self.second = second
    }
}
