/// What a run's records say that no run can have done; whole they are, by their checks.
package enum RunFlaw: Error, Equatable, Sendable {
    case demandOrder(UInt64, expected: UInt64)
    case verdictOrder(UInt64, expected: UInt64)
    /// A verdict on a demand that is not in the journal.
    case verdictBeforeDemand(UInt64)
    case checkpointAhead(UInt64)
    /// Input or output went backwards, or the input went on after its end.
    case offset(UInt64, before: UInt64)
    /// The output lacks lines that the journal, by a checkpoint, has no longer.
    case outputTooShort(bytes: UInt64, needed: UInt64)
    /// More than any run holds at once.
    case tooMuchKept(bytes: Int)

    package var text: String {
        switch self {
        case .demandOrder(let number, let expected):
            "demand \(number) stands where \(expected) belongs"
        case .verdictOrder(let number, let expected):
            "the verdict on demand \(number) stands where that on \(expected) belongs"
        case .verdictBeforeDemand(let number):
            "there is a verdict on demand \(number), which was never recorded"
        case .checkpointAhead(let number):
            "a checkpoint names demand \(number), which was not decided"
        case .offset(let offset, let before): "offset \(offset) follows \(before)"
        case .outputTooShort(let bytes, let needed):
            "the output has \(bytes) bytes, and the first \(needed) are in the journal no longer"
        case .tooMuchKept(let bytes): "what is still open takes more than \(bytes) bytes"
        }
    }
}
