/// A part of the memory that a statement reads or writes.
struct Place: Hashable {
    enum Root: Hashable {
        /// The variable with this number.
        case variable(Int)
        /// What the pointer variable with this number points to.
        case pointee(Int)
        /// Anything that a pointer may point to.
        case memory
    }

    enum Step: Hashable {
        case field(Int)
        case index(Int64)
        /// An index that is not a constant.
        case anyIndex
    }

    var root: Root
    var path: [Step] = []
    /// Set where further steps must not tell places apart: inside a union.
    var isWhole = false

    static let memory = Place(root: .memory)

    func appending(_ step: Step) -> Place {
        guard !isWhole, root != .memory else { return self }
        var place = self
        place.path.append(step)
        return place
    }

    var whole: Place {
        var place = self
        place.isWhole = true
        return place
    }

    /// Whether the places may share a byte.
    /// - Parameter exposed: variables that pointers may point to.
    func mayMeet(_ other: Place, exposed: Set<Int>, rules: SoundnessRules) -> Bool {
        switch (root, other.root) {
        case (.variable(let mine), .variable(let theirs)):
            return mine == theirs && pathsMeet(other)
        case (.pointee(let mine), .pointee(let theirs)) where mine == theirs:
            return pathsMeet(other)
        case (.variable(let mine), _):
            return rules.pointersMeetExposedVariables && exposed.contains(mine)
        case (_, .variable(let theirs)):
            return rules.pointersMeetExposedVariables && exposed.contains(theirs)
        default:
            return rules.pointersMayMeet
        }
    }

    /// Two different fields, or two different constant indices, at one depth are apart; the
    /// program has no undefined behaviour, so no index leaves its array.
    private func pathsMeet(_ other: Place) -> Bool {
        for (mine, theirs) in zip(path, other.path) {
            switch (mine, theirs) {
            case (.field(let left), .field(let right)): if left != right { return false }
            case (.index(let left), .index(let right)): if left != right { return false }
            case (.anyIndex, .anyIndex), (.anyIndex, .index), (.index, .anyIndex): continue
            default: return true
            }
        }
        return true
    }
}
