/// One draw for a place in the family.
struct Draw: Sendable {
    let position: Int
    let attempt: Int
    let seed: UInt64
    let toolchain: Toolchain
    /// The name of a transform in `Rewriting.data`; nil for none.
    let data: String?
    let choice: BuildChoice

    /// Where it is built, below the staging directory.
    var directory: String { "draw-\(position)-\(attempt)" }
}
