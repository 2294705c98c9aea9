/// Bounds on what a machine's text and its evaluation may cost. Whatever passes one of them is
/// refused (a text) or undecided (an evaluation); never taken for true, never waited for.
package struct MachineLimits: Equatable, Sendable {
    /// Of one file.
    package var textBytesMax = 1 << 20
    /// Of all files of a machine together.
    package var filesMax = 64
    /// Nesting of formulas and substitutions.
    package var depthMax = 200
    /// Tokens of one file after definitions have been expanded.
    package var tokensMax = 500_000
    /// Evaluation steps for one demand and replica, or for one question of a check.
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
