/// What one unit of a program has to know of the others.
package struct OtherUnits: Sendable {
    /// External functions and variables that others define.
    package var definitions: Set<String> = []
    /// How many units say each identifier; one dictionary for all of them.
    private var users: [String: Int] = [:]
    /// What this unit says.
    private var own: Set<String> = []

    /// - Parameter names: identifiers that others say.
    package init(names: Set<String> = []) {
        for name in names { users[name] = 1 }
    }

    /// Whether another unit says the name, for whatever it means there.
    func say(_ name: String) -> Bool {
        users[name, default: 0] > (own.contains(name) ? 1 : 0)
    }

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
            others.users = users
            others.own = names[index]
            for (other, defined) in definitions.enumerated() where other != index {
                others.definitions.formUnion(defined)
            }
            return others
        }
    }
}
