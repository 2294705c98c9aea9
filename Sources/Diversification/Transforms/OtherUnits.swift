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
    /// - Parameters:
    ///   - names: the identifiers that each of them says.
    ///   - definitions: the external functions and variables that each defines.
    static func all(
        names: [Set<String>], definitions: [Set<String>]
    ) -> [OtherUnits] {
        guard names.count > 1 else { return names.map { _ in OtherUnits() } }
        var users: [String: Int] = [:]
        for name in names.joined() { users[name, default: 0] += 1 }
        return names.indices.map { index in
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
