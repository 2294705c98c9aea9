/// Which inputs were tried in which states, so that none is counted twice.
struct TriedCases {
    private struct Place: Hashable {
        let state: Int
        let operation: Int
    }

    private enum Known {
        /// All that are admitted.
        case whole
        case listed([[Value]])
        case gathered(Set<[Value]>)
        /// There were too many to keep; nothing there is new any more.
        case untold
    }

    private var known: [Place: Known] = [:]
    /// Inputs that are kept.
    private var count = 0
    let countMax: Int

    init(countMax: Int = 500_000) { self.countMax = countMax }

    /// - Parameter inputs: without duplicates, all that were tried there.
    mutating func finish(
        _ operation: Int, in state: Int, _ inputs: ArraySlice<[Value]>, isWhole: Bool
    ) {
        let place = Place(state: state, operation: operation)
        if isWhole {
            known[place] = .whole
        } else if count + inputs.count > countMax {
            known[place] = .untold
        } else if !inputs.isEmpty {
            count += inputs.count
            known[place] = .listed(Array(inputs))
        }
    }

    /// - Returns: whether they are new; never where they are not, but perhaps not where they are.
    mutating func insert(_ tried: SearchCase) -> Bool {
        let place = Place(state: tried.state, operation: tried.operation)
        var inputs: Set<[Value]>
        // Taken out, so that it is changed where it stands.
        switch known.updateValue(.untold, forKey: place) {
        case .whole?:
            known[place] = .whole
            return false
        case .untold?: return false
        case .listed(let list)?: inputs = Set(list)
        case .gathered(let set)?: inputs = set
        case nil: inputs = []
        }
        let isNew = count < countMax && inputs.insert(tried.inputs).inserted
        if isNew { count += 1 }
        known[place] = .gathered(inputs)
        return isNew
    }
}
