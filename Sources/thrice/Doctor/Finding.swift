/// What the doctor found out about one thing that Thrice uses.
struct Finding: Encodable {
    let name: String
    let isFound: Bool
    /// A missing optional thing does not count against the machine.
    let isOptional: Bool
    /// Its version or place, or why it is not there.
    let detail: String
    let neededFor: String
    /// The command that mends it; nil when it is found.
    let mend: String?

    var state: String { isFound ? "found" : isOptional ? "absent" : "MISSING" }
}
