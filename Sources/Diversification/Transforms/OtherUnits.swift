/// What one unit of a program has to know of the others.
package struct OtherUnits: Sendable {
    /// Identifiers of this unit that others say, too.
    package var names: Set<String> = []
    /// External functions and variables that others define.
    package var definitions: Set<String> = []

    package init() {}

    /// What each of the units has to know, in their order.
    /// - Complexity: one pass over the texts, and one over their declarations.
    static func all(
        texts: [SourceText], definitions: [Set<String>]
    ) -> [OtherUnits] {
        guard texts.count > 1 else { return texts.map { _ in OtherUnits() } }
        let names = texts.map { $0.identifiers(0..<$0.bytes.count) }
        var users: [String: Int] = [:]
        for name in names.joined() { users[name, default: 0] += 1 }
        return texts.indices.map { index in
            var others = OtherUnits()
            others.names = names[index].filter { users[$0, default: 0] > 1 }
            for (other, defined) in definitions.enumerated() where other != index {
                others.definitions.formUnion(defined)
            }
            return others
        }
    }
}
