/// One draw for a place in the family.
struct Draw: Sendable {
    let position: Int
    let attempt: Int
    let seed: UInt64
    let toolchain: Toolchain
    let choice: BuildChoice

    /// Where it is built, below the staging directory.
    var directory: String { "draw-\(position)-\(attempt)" }
}
