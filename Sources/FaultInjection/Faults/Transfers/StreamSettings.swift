extension Transfer.Stream {
    /// What faults in transfers are narrowed down by.
    static let parameter = CatalogueEntry.Parameter(
        name: "streams", values: "a list of \(names.joined(separator: ", ")) (all of them)")

    static func read(_ settings: inout FaultSettings) -> [Transfer.Stream] {
        settings.words("streams", of: names, or: names).compactMap { Transfer.Stream(rawValue: $0) }
    }

    private static let names = allCases.map(\.rawValue)
}
