extension Node {
    /// Whether an attribute of the declaration says the name, with underscores or without; one
    /// whose text is not there may.
    func hasAttribute(_ name: String, in source: SourceText) -> Bool {
        children.contains { attribute in
            guard attribute.isAttribute else { return false }
            guard attribute.isInMainFile, !attribute.startsInMacro else { return true }
            let words = source.identifiers(attribute.range)
            return words.contains(name) || words.contains("__\(name)__")
        }
    }
}
