/// Turns the typed tree into closures over slots.
///
/// Every name that a formula binds gets a slot of its own, also where an operation is compiled a
/// second time, so that a search which comes back finds what it had left.
final class Compiler {
    let machine: CheckedMachine
    let limits: MachineLimits
    /// Slots given out so far.
    var slotCount: Int
    /// Values of constants, once they are known.
    var constants: [Int: Value] = [:]
    let branches: BranchTable
    /// Variables that are no part of the machine: nothing gives them a value.
    private let absent: Set<Int>
    /// The operation being compiled, and those that call it, from the outside in.
    var calls: [Int] = []
    /// Symbols after which slots were named that have no symbol of their own.
    var aliases: [Int: Int] = [:]
    /// Nodes compiled so far: calls are expanded where they stand.
    var nodeCount = 0

    /// Expressions and substitutions nested deeper are refused when they are met.
    static let depthMax = 400
    static let nodesMax = 2_000_000

    init(_ machine: CheckedMachine, limits: MachineLimits) {
        self.machine = machine
        self.limits = limits
        slotCount = machine.symbols.count
        branches = BranchTable(machine)
        absent = Set(machine.symbols.indices.filter { machine.symbols[$0].role == .variable })
            .subtracting(machine.variables)
    }

    func newSlot() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    /// The scope of what binds these symbols, and their slots.
    func binding(_ symbols: [Int], _ scope: Scope) -> (scope: Scope, slots: [Int]) {
        var inner = scope
        var slots: [Int] = []
        for symbol in symbols {
            let slot = newSlot()
            inner.slots[symbol] = slot
            inner.befores[symbol] = nil
            slots.append(slot)
        }
        return (inner, slots)
    }

    /// One level deeper; nil when that is too deep or the whole too large.
    func deeper(_ scope: Scope) -> Scope? {
        nodeCount += 1
        guard scope.depth < Self.depthMax, nodeCount < Self.nodesMax else { return nil }
        var inner = scope
        inner.depth += 1
        return inner
    }

    func tooLarge(_ span: SourceSpan) -> EvaluationStop {
        EvaluationStop(.undecided("is nested too deeply, or too large"), span)
    }

    /// Code whose parts are all constant is evaluated at once, where that is cheap.
    func folded(_ parts: [Code], _ run: @escaping Evaluate) -> Code {
        guard parts.allSatisfy({ $0.constant != nil }) else { return Code(run) }
        let frame = Frame(capacity: 1, limits: limits)
        frame.begin(steps: 10_000)
        guard let value = try? run(frame) else { return Code(run) }
        return Code(constant: value)
    }

    /// What is known of the symbol that a slot stands for; nil of one that the compiler made up.
    func symbol(_ number: Int) -> CheckedMachine.Symbol? {
        let symbol = aliases[number] ?? number
        return machine.symbols.indices.contains(symbol) ? machine.symbols[symbol] : nil
    }

    func isAbsent(_ slot: Int) -> Bool { absent.contains(slot) }

    /// The name that a symbol has in the text.
    func name(_ number: Int) -> String { symbol(number)?.name ?? "a name" }
}
