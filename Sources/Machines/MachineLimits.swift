/// Bounds on what a machine's text and its evaluation may cost. Whatever passes one of them is
/// refused (a text) or undecided (an evaluation); never taken for true, never waited for.
package struct MachineLimits: Equatable, Sendable {
    /// Of one file.
    package var textBytesMax = 1 << 20
    /// Files of a machine together, and occurrences of machines under different prefixes.
    package var filesMax = 64
    /// Nesting of formulas and substitutions, as written and of the typed tree made of them;
    /// 200 fit on a stack of 512 KiB, in a debug build, too. A run of one of `& or + \/ /\ ; ^ <+`
    /// becomes a tree of the least depth, however long it is; in a run of other operators
    /// (`a - b - c`) each counts as one level.
    ///
    /// Fixed beside it: definitions within definitions 40, machines within machines 24, parts of
    /// one type 512 and levels of one 64, bytes of a name 250, diagnostics of one machine 50.
    package var depthMax = 200
    /// Tokens of one file, and again after definitions have been expanded.
    package var tokensMax = 500_000
    /// Evaluation steps for one demand and replica, or for one question of a check. In a run fewer:
    /// see `QuestionSteps`.
    package var stepsMax = 1_000_000
    /// Elements of any one set that is written out.
    package var elementsMax = 65_536
    /// Bits of an integer.
    package var integerBitsMax = 65_536
    /// States that a replica, or an initialisation, may be in at once.
    package var statesMax = 4_096
    /// Largest and smallest number of INT, NAT and NAT1.
    package var integerMax: Int = 2_147_483_647
    package var integerMin: Int = -2_147_483_647
    /// Elements given to a deferred set whose size nothing says.
    package var deferredSize = 3

    package init() {}
}
