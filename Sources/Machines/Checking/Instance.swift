/// One occurrence of a machine in the whole: an included machine with two prefixes occurs twice.
final class Instance {
    /// An operation and what it may change.
    struct Operation {
        let syntax: MachineSyntax.OperationSyntax
        let isLocal: Bool
        /// In `CheckedMachine.operations`, or -1 when it is no part of the result.
        var index = -1
        /// Variables that it, or what it calls, writes.
        var writes: Set<Int> = []
        /// Of the refined machine, whose preconditions hold here, too.
        var refined: OperationKey?
    }

    let syntax: MachineSyntax
    let number: Int
    /// What its variables and operations are called with in the whole, without the last dot.
    let prefix: String
    /// Whether its variables are part of the whole: not those of a refined machine.
    var isLive: Bool
    /// The machine that was asked for, or one that it refines: its parameters are not given.
    let isRoot: Bool

    /// What names mean in its clauses, and for the machines that use it.
    var scope: [Name: Meaning] = [:]
    var exports: [Name: Meaning] = [:]
    var callable: [Name: OperationKey] = [:]
    var offered: [Name: OperationKey] = [:]

    var constants: [Int] = []
    var variables: [Int] = []
    /// Variables that its own substitutions may write.
    var assignable: Set<Int> = []
    /// Variables that a refinement keeps although it does not declare them.
    var concrete: Set<Int> = []
    var parameters: [Int] = []
    var operations: [Operation] = []
    var operationIndices: [Name: Int] = [:]
    var refined: Instance?
    /// An earlier occurrence of the same machine: sets and constants are the same for all.
    var twin: Instance?
    /// Machines that it sees, includes or imports.
    var uses: [Instance] = []
    /// Numbers of those that it only sees.
    var seen: Set<Int> = []
    /// Where it is given its parameters, and what it is called there: `one.Counter`.
    var use: (name: String, span: SourceSpan)?
    /// Actual parameters: the machine's slot and the argument in this instance's own tree.
    var equations: [(slot: Int, value: NodeID)] = []
    /// Constants of a refined machine that another machine gives the value of.
    var identities: [(Int, Int)] = []

    /// One a node of the tree.
    var types: [TypeID] = []
    var choices: [NodeID: BinaryOperator] = [:]
    var writes: [NodeID: Set<Int>] = [:]
    var settled: [NodeID: Settled] = [:]
    /// One a local of the syntax.
    var slots: [Int] = []

    init(_ syntax: MachineSyntax, number: Int, prefix: String, isLive: Bool, isRoot: Bool) {
        self.syntax = syntax
        self.number = number
        self.prefix = prefix
        self.isLive = isLive
        self.isRoot = isRoot
    }

    /// The refined machine gives the meaning, and none that is seen, included or imported.
    func isOnlyRefined(_ meaning: Meaning) -> Bool {
        guard let refined, refined.exports.values.contains(meaning) else { return false }
        return !uses.contains { $0.exports.values.contains(meaning) }
    }

    func slot(_ local: Int32) -> Int { slots[Int(local)] }
}

/// An operation of an instance.
struct OperationKey: Hashable {
    let instance: Int
    let operation: Int
}
