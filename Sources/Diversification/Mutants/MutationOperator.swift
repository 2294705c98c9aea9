/// One kind of mistake that people make in C, put where the program allows it.
///
/// The usual operators are those of DeMillo, Lipton, Sayward: "Hints on Test Data Selection",
/// Computer 11(4), 1978, doi:10.1109/C-M.1978.218136, as Agrawal et al. list them for C ("Design
/// of Mutant Operators for the C Programming Language", SERC-TR-41-P, 1989).
package protocol MutationOperator: Sendable {
    /// Imperative; in identifiers of mutants, in tables and in `mutants.json`.
    var name: String { get }
    /// What becomes of what, in a few words.
    var summary: String { get }
    /// All mutations of a unit, in the order of the text; each compiles, as far as types tell.
    func sites(in program: Program) -> [Mutation]
}

/// All operators.
package enum MutationOperators {
    /// In the order in which they own a text that two of them would make.
    package static let all: [any MutationOperator] = [
        ReplaceRelation(), ReplaceArithmetic(), ReplaceConnector(), NegateCondition(),
        ChangeConstant(), MoveBound(), DropInitialisation(), DropBreak(), DeleteStatement(),
        SwapArguments(), ReplaceReturnValue(), AssignElsewhere(),
    ]
}
