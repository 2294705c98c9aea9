/// Where a run begins that goes on from its journal; all zeros for one that begins.
package struct RunStart: Equatable, Sendable {
    /// Demands that are settled: their answers have left and are never given again.
    package var settled: UInt64 = 0
    /// Demands that are recorded; those behind `settled` come first in the input, are asked again,
    /// and are not recorded again.
    package var recorded: UInt64 = 0
    /// Bytes of input and output up to there: of the last recorded demand, the last settled one.
    package var inputEnd: UInt64 = 0
    package var outputEnd: UInt64 = 0

    package init() {}

    /// What is wrong with it, or nil.
    var flaw: String? {
        if recorded < settled { return "more demands are settled than recorded" }
        if recorded > 1 << 62 || inputEnd > 1 << 62 || outputEnd > 1 << 62 {
            return "the start is out of range"
        }
        return nil
    }
}
