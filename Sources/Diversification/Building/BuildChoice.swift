/// The options of one build.
package struct BuildChoice: Codable, Equatable, Sendable {
    /// The optimisation level; empty where the compiler has only one.
    package var level: [String] = []
    package var hardening: [String] = []
    /// Nil: what the toolchain takes by itself.
    package var linker: String?
    /// Nil: that of the C library.
    package var allocator: String?
    package var linkFlags: [String] = []
    /// The numbers of the program's units in the order in which they are linked.
    package var linkOrder: [Int] = []

    package init() {}
}
