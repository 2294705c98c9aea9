/// Following what is rare.
///
/// Where inputs can only be sampled, breadth sees little of what lies behind many steps that must
/// all be right. So cases that took a combination of branches which was hardly ever taken are
/// tried again with small changes, from the states that they led to; the feedback of a fuzzer:
/// M. Böhme, V.-T. Pham, A. Roychoudhury, "Coverage-based Greybox Fuzzing as Markov Chain", CCS
/// 2016, doi:10.1145/2976749.2978428. Unlike there, a state once reached is kept, and not reached
/// anew.
extension Search {
    struct Trail {
        var state: Int
        /// By operation, the inputs that came last on the way here.
        var inputs: [Int: [Value]] = [:]
    }

    /// What makes a case like others: the branches it took, or what it left behind.
    private enum Trait: Hashable {
        case branches(operation: Int, [[Int]])
        /// A variable, and its value or the magnitude of a number.
        case value(variable: Int, Value)
        case magnitude(variable: Int, Int)
        /// All variables that are no numbers or sets.
        case mode([Value])
    }

    /// A trait that was met so often is no longer rare.
    private static let rareMax = 8
    /// Numbers this near to zero are values of their own.
    private static let smallMax = 32

    /// - Parameters:
    ///   - trails: of states to begin with, beside the first ones.
    ///   - cases: at most so many are tried.
    func hunt(
        _ listener: some SearchListener, from trails: [Trail] = [], cases: Int,
        draws: SeededDraws
    ) {
        guard !sources.isEmpty, !machine.machine.variables.isEmpty else { return }
        makeRoom(explorer.budget.huntedStatesMax)
        var draws = draws
        var pool = Pool()
        for state in standings.indices.prefix(64) where standings[state] == .sound {
            pool.add(Trail(state: state))
        }
        for trail in trails { pool.add(trail) }
        for _ in 0..<cases where !hasEnded && !pool.isEmpty {
            guard hasSteps() else { return }
            let trail = pool.draw(&draws)
            let source = draws.element(of: sources)
            // Those with inputs have more to try.
            if source.hasNoInputs, draws.isTrue() { continue }
            let operation = source.admission.operation
            if isLeftOut(operation) { continue }
            guard
                let inputs = source.near(
                    trail.inputs[operation], in: space.states[trail.state])
            else { continue }
            let tried = SearchCase(state: trail.state, operation: operation, inputs: inputs)
            var rare: [Trait] = []
            let reached = attempt(tried, listener) { outcomes in
                rare = pool.rare(among: Self.traits(of: outcomes, operation))
                return !rare.isEmpty
            }
            for state in reached where standings[state] == .sound && !rare.isEmpty {
                var next = Trail(state: state, inputs: trail.inputs)
                next.inputs[operation] = inputs
                pool.add(next, rare)
            }
        }
    }

    /// Trails by what is rare about them.
    private struct Pool {
        private var trails: [Trail] = []
        private var counts: [Trait: Int] = [:]
        /// Of each trait, in the order in which they were met, where its trails are.
        private var places: [[Int]] = []
        private var numbers: [Trait: Int] = [:]

        /// Traits met so lately are followed half of the time.
        private static let lateMax = 16

        var isEmpty: Bool { trails.isEmpty }

        mutating func rare(among traits: [Trait]) -> [Trait] {
            traits.filter { trait in
                counts[trait, default: 0] += 1
                return counts[trait, default: 0] <= Search.rareMax
            }
        }

        mutating func add(_ trail: Trail, _ traits: [Trait] = []) {
            trails.append(trail)
            for trait in traits {
                let number = numbers[trait, default: places.count]
                numbers[trait] = number
                if number == places.count { places.append([]) }
                places[number].append(trails.count - 1)
            }
        }

        func draw(_ draws: inout SeededDraws) -> Trail {
            if places.isEmpty || draws.below(4) == 0 { return draws.element(of: trails) }
            let late = places.suffix(Self.lateMax)
            let list = draws.isTrue() ? Array(late) : places
            return trails[draws.element(of: draws.element(of: list))]
        }
    }

    private static func traits(of outcomes: [Outcome], _ operation: Int) -> [Trait] {
        let branches = Set(outcomes.map(\.branches))
        var traits: [Trait] = [
            .branches(
                operation: operation,
                branches.sorted { $0.lexicographicallyPrecedes($1) })
        ]
        for outcome in outcomes.prefix(16) {
            var mode: [Value] = []
            for (variable, value) in outcome.after.values.enumerated() {
                switch value {
                case .integer(let number):
                    if number.magnitude <= smallMax {
                        traits.append(.value(variable: variable, value))
                    } else {
                        let bits = Int.bitWidth - number.magnitude.leadingZeroBitCount
                        traits.append(
                            .magnitude(variable: variable, number < 0 ? -bits : bits))
                    }
                case .boolean, .element: mode.append(value)
                case .set(let set):
                    traits.append(.value(variable: variable, .integer(set.count)))
                case .large, .string, .pair, .record: break
                }
            }
            traits.append(.mode(mode))
        }
        // In their order: a set's would be another one in every process.
        var seen: Set<Trait> = []
        return traits.filter { seen.insert($0).inserted }
    }
}
