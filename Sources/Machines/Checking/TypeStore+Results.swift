extension TypeStore {
    enum Failure: Error {
        /// A part is not known.
        case unknown
        /// It contains itself, or is larger than the limits allow.
        case tooLarge
    }

    /// Nesting of a type.
    static let depthMax = 64
    /// Parts of a type, equal ones counted each time.
    static let sizeMax = 512

    /// The finished type.
    func resolve(_ type: TypeID) throws(Failure) -> MachineType {
        var budget = Self.sizeMax
        return try resolve(type, Self.depthMax, &budget)
    }

    private func resolve(
        _ type: TypeID, _ depth: Int, _ budget: inout Int
    ) throws(Failure) -> MachineType {
        budget -= 1
        guard depth > 0, budget > 0 else { throw .tooLarge }
        switch form(type) {
        case .unknown, .link: throw .unknown
        case .integer: return .integer
        case .boolean: return .boolean
        case .string: return .string
        case .given(let set): return .given(set)
        case .power(let element): return .power(try resolve(element, depth - 1, &budget))
        case .pair(let left, let right):
            let first = try resolve(left, depth - 1, &budget)
            return .pair(first, try resolve(right, depth - 1, &budget))
        case .record(let fields):
            var resolved: [MachineType.Field] = []
            for field in fields {
                let type = try resolve(field.type, depth - 1, &budget)
                resolved.append(MachineType.Field(label: field.label, type: type))
            }
            return .record(resolved)
        }
    }

    /// As B writes it, `?` for what is not known; clipped when it is long.
    func text(_ type: TypeID, sets: [CheckedMachine.GivenSet]) -> String {
        var budget = 24
        return text(type, sets: sets, 8, &budget)
    }

    private func text(
        _ type: TypeID, sets: [CheckedMachine.GivenSet], _ depth: Int, _ budget: inout Int
    ) -> String {
        budget -= 1
        guard depth > 0, budget > 0 else { return "…" }
        switch form(type) {
        case .unknown, .link: return "?"
        case .integer: return "INTEGER"
        case .boolean: return "BOOL"
        case .string: return "STRING"
        case .given(let set): return sets.indices.contains(set) ? sets[set].name : "?"
        case .power(let element): return "POW(\(text(element, sets: sets, depth - 1, &budget)))"
        case .pair(let left, let right):
            let first = text(left, sets: sets, depth - 1, &budget)
            var second = text(right, sets: sets, depth - 1, &budget)
            if case .pair = form(right) { second = "(\(second))" }
            return "\(first)*\(second)"
        case .record(let fields):
            var parts: [String] = []
            for field in fields.prefix(8) {
                let type = text(field.type, sets: sets, depth - 1, &budget)
                parts.append("\(field.label): \(type)")
            }
            return "struct(\(parts.joined(separator: ", ")))"
        }
    }
}
