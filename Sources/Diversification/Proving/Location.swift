/// A part of the memory, as an expression finds it, or a set of such parts.
struct Location: Hashable, Sendable {
    enum Root: Hashable, Sendable {
        /// A variable of the running function.
        case local(Term, isExposed: Bool)
        /// A variable that lives as long as the program.
        case persistent(Term, isExposed: Bool)
        /// What this pointer points to.
        case pointee(Term)
        /// Anything that some pointer may point to.
        case anyPointee
        /// All there is.
        case everything
    }

    enum Step: Hashable, Sendable {
        /// - Parameter isApart: fields of one record with this set share no byte.
        case field(Term, record: Term, isApart: Bool)
        /// - Parameter beyond: the index that the constant is counted from; nil for the first one.
        case element(Term, constant: Int64, beyond: Term?)
        case anyElement

        var isElement: Bool {
            if case .field = self { false } else { true }
        }
    }

    var root: Root
    var steps: [Step] = []

    func appending(_ step: Step) -> Location {
        Location(root: root, steps: steps + [step])
    }

    /// The element so many after this one; nil for what is no element of an array of one dimension.
    func moved(by offset: Int64, _ index: (Int64, Term?) -> Term) -> Location? {
        guard case .element(_, let constant, let beyond) = steps.last,
            !steps.dropLast().contains(where: \.isElement)
        else { return nil }
        let (sum, isTooLarge) = constant.addingReportingOverflow(offset)
        guard !isTooLarge else { return nil }
        var moved = self
        moved.steps.removeLast()
        return moved.appending(.element(index(sum, beyond), constant: sum, beyond: beyond))
    }

    /// Whether a byte may belong to both. There is no undefined behaviour: no index leaves its
    /// array, and a pointer is used with the type that it has.
    func mayMeet(_ other: Location) -> Bool {
        switch (root, other.root) {
        case (.everything, _), (_, .everything): true
        case (.local(let mine, _), .local(let theirs, _)),
            (.persistent(let mine, _), .persistent(let theirs, _)):
            mine == theirs && stepsMeet(other)
        case (.local, .persistent), (.persistent, .local): false
        case (.pointee(let mine), .pointee(let theirs)): mine != theirs || stepsMeet(other)
        case (.local(_, let isExposed), _), (.persistent(_, let isExposed), _): isExposed
        case (_, .local(_, let isExposed)), (_, .persistent(_, let isExposed)): isExposed
        default: true
        }
    }

    private func stepsMeet(_ other: Location) -> Bool {
        for (mine, theirs) in zip(steps, other.steps) {
            switch (mine, theirs) {
            case (
                .field(let left, let record, let isApart),
                .field(let right, let otherRecord, let otherIsApart)
            ):
                guard record == otherRecord else { return true }
                // One member of a union is one object.
                if left == right { continue }
                return !(isApart && otherIsApart)
            case (.element(_, let left, let base), .element(_, let right, let otherBase)):
                if base == otherBase, left != right { return false }
            case (.anyElement, .element), (.element, .anyElement), (.anyElement, .anyElement):
                continue
            default: return true
            }
        }
        return true
    }

    /// What remains to be said when values at this level of loops vary.
    func widened(by varies: (Term) -> Bool) -> Location {
        var wide = self
        if case .pointee(let pointer) = root, varies(pointer) {
            return Location(root: .anyPointee)
        }
        wide.steps = steps.map { step in
            if case .element(let index, _, _) = step, varies(index) { return .anyElement }
            return step
        }
        return wide
    }

    /// What remains to be said outside of the function; nil for its own variables.
    var outward: Location? {
        switch root {
        case .local: return nil
        case .pointee, .anyPointee: return Location(root: .anyPointee)
        case .everything: return self
        case .persistent:
            var wide = self
            wide.steps = steps.map { step in
                if case .element(_, _, _?) = step { return .anyElement }
                return step
            }
            return wide
        }
    }
}

/// The parts of the memory that something may read and write.
struct Footprint: Equatable, Sendable {
    var reads: Set<Location> = []
    var writes: Set<Location> = []
    /// It may do input or output, or may not come to an end.
    var isBarrier = false

    static let everything = Footprint(
        reads: [Location(root: .everything)], writes: [Location(root: .everything)],
        isBarrier: true)

    mutating func formUnion(_ other: Footprint) {
        reads.formUnion(other.reads)
        writes.formUnion(other.writes)
        isBarrier = isBarrier || other.isBarrier
    }

    /// Whether it matters which of both comes first.
    func conflicts(with other: Footprint) -> Bool {
        meet(writes, other.writes) || meet(writes, other.reads) || meet(reads, other.writes)
    }

    private func meet(_ left: Set<Location>, _ right: Set<Location>) -> Bool {
        left.contains { place in right.contains { place.mayMeet($0) } }
    }

    /// What callers need to know.
    var outward: Footprint {
        Footprint(
            reads: Set(reads.compactMap(\.outward)), writes: Set(writes.compactMap(\.outward)),
            isBarrier: isBarrier)
    }
}
