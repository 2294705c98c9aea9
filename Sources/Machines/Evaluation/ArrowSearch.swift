/// Finds all functions of a kind between two sets, one after the other.
struct ArrowSearch {
    let sources: [Value]
    let targets: [Value]
    let kind: ArrowKind
    /// Where the sources are consecutive integers: the first of them.
    private let first: Int?
    /// What each source is mapped to: a target, `targets.count` for none, -1 when not yet chosen.
    private var choices: [Int]
    /// How many sources are mapped to each target, and how many targets are reached.
    private var uses: [Int]
    private var reached = 0

    init(sources: [Value], targets: [Value], _ kind: ArrowKind) {
        self.sources = sources
        self.targets = targets
        self.kind = kind
        if kind.isTotal, case .interval(let lower, _) = SetValue(ascending: sources).form {
            first = lower
        } else {
            first = nil
        }
        choices = sources.map { _ in -1 }
        uses = targets.map { _ in 0 }
    }

    /// True when a visit ended the search.
    mutating func run(
        _ frame: Frame, _ span: SourceSpan, _ visit: Visit
    ) throws(EvaluationStop) -> Bool {
        var place = 0
        while place >= 0 {
            try frame.tick(span)
            if place == sources.count {
                if !kind.isSurjective || reached == targets.count {
                    try frame.charge(sources.count, span)
                    if try visit(frame, function) { return true }
                }
                place -= 1
            } else if advance(place) {
                place += 1
            } else {
                place -= 1
            }
        }
        return false
    }

    /// Maps a source to its next target; false, and not chosen again, when there is none.
    private mutating func advance(_ place: Int) -> Bool {
        release(place)
        choices[place] += 1
        if kind.isInjective {
            while choices[place] < targets.count, uses[choices[place]] > 0 { choices[place] += 1 }
        }
        let choice = choices[place]
        if choice < targets.count {
            uses[choice] += 1
            if uses[choice] == 1 { reached += 1 }
            return true
        }
        if choice == targets.count, !kind.isTotal { return true }
        choices[place] = -1
        return false
    }

    private mutating func release(_ place: Int) {
        let choice = choices[place]
        guard choice >= 0, choice < targets.count else { return }
        uses[choice] -= 1
        if uses[choice] == 0 { reached -= 1 }
    }

    private var function: Value {
        if let first {
            return .set(SetValue(from: first, values: choices.map { targets[$0] }))
        }
        let pairs = sources.indices.filter { choices[$0] < targets.count }.map {
            Value.pair(sources[$0], targets[choices[$0]])
        }
        return .set(SetValue(ascending: pairs))
    }
}
