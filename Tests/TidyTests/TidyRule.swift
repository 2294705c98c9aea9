import Testing

/// A rule on single files: what it finds wrong, one line each, `<path>:<line>: <what to do>`.
struct TidyRule: Sendable, CustomTestStringConvertible {
    let name: String
    let check: @Sendable (Repository.File) -> [String]

    var testDescription: String { name }
}
