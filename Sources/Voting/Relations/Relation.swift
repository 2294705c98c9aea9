/// When two values of a field are the same.
///
/// NaN, where a field allows it, is one value: the same as itself and as nothing else. −0 is 0.
/// An infinity is the same as itself and infinitely far from anything else.
package enum Relation: Equatable, Sendable {
    /// The same bytes as they were written.
    case bytes
    /// The same JSON value: members in any order, numbers by value, strings by code points.
    case json
    /// The same words, whatever space stands between and around them.
    case text
    /// The same set of words, in any order, however often.
    case set
    /// The same number.
    case number
    /// Numbers at most so far apart; not transitive.
    case absolute(Double)
    /// At most this part of the larger magnitude apart; not transitive.
    case relative(Double)
    /// At most so many representable doubles apart; not transitive.
    case ulps(UInt64)
    /// Bit strings of one length that differ in at most so many places; transitive only for 0.
    case bits(Int)
    /// Anything.
    case ignored
}

extension Relation {
    package var isTransitive: Bool {
        switch self {
        case .bytes, .json, .text, .set, .number, .ignored: true
        case .absolute(let most), .relative(let most): most == 0
        case .ulps(let most): most == 0
        case .bits(let most): most == 0
        }
    }
}
