typealias Evaluate = (Frame) throws(EvaluationStop) -> Value
typealias Test = (Frame) throws(EvaluationStop) -> Bool
/// Whether a set contains a value.
typealias Contains = (Frame, Value) throws(EvaluationStop) -> Bool
/// What is done with a value that was found; true ends the search.
typealias Visit = (Frame, Value) throws(EvaluationStop) -> Bool
/// Visits elements one by one, without writing the set out; true when a visit ended the search.
typealias Enumerate = (Frame, Visit) throws(EvaluationStop) -> Bool
/// What comes after a choice; true ends the search.
typealias Next = (Frame) throws(EvaluationStop) -> Bool
/// Runs what follows once for each way to go on; true when one of them ended the search.
typealias Execute = (Frame, Next) throws(EvaluationStop) -> Bool

/// Compiled parts as structs: a bare closure in an array, a tuple or an optional would be wrapped
/// anew, and take memory, whenever it is called.
struct TestCode {
    let run: Test
}

struct ExecuteCode {
    let run: Execute
}

struct ContainsCode {
    let run: Contains
}

struct SetCode {
    let run: (Frame) throws(EvaluationStop) -> SetValue
}

/// A compiled expression.
struct Code {
    let run: Evaluate
    /// Its value, where it has the same one everywhere.
    var constant: Value?
    /// The slot that holds it, where it is a name that always has a value.
    var slot: Int?

    init(_ run: @escaping Evaluate) { self.run = run }

    init(constant value: Value) {
        run = { _ in value }
        constant = value
    }

    init(slot: Int) {
        run = { $0.current[slot] }
        self.slot = slot
    }

    var interval: (lower: Int, upper: Int)? {
        guard case .set(let set)? = constant, case .interval(let lower, let upper) = set.form
        else { return nil }
        return (lower, upper)
    }
}

/// How the names of a formula are found, and what else its compilation depends on.
struct Scope {
    /// Slots of those symbols that do not have their own number.
    var slots: [Int: Int] = [:]
    /// Slots of `x$0`.
    var befores: [Int: Int] = [:]
    /// Slots that may have no value yet.
    var unset: Set<Int> = []
    /// Slots whose value after the substitution is known, and the slot that holds it.
    var known: [Int: Int] = [:]
    /// Sums outside of MININT..MAXINT have no value.
    var isConcrete = false
    /// What is bound here is bound again before the search has come back.
    var isInLoop = false
    /// Only paths with an outcome matter: one without is as good as none.
    var isForAcceptance = false
    /// Branches and writers are recorded.
    var isRecording = false
    var depth = 0

    var totality: Totality { Totality(isConcrete: isConcrete) }

    func slot(_ symbol: Int) -> Int { slots[symbol] ?? symbol }
}

extension MachineType {
    /// Its values are compared at once, whatever they are.
    var isScalar: Bool {
        switch self {
        case .integer, .boolean, .given: true
        case .string, .pair, .power, .record: false
        }
    }
}
