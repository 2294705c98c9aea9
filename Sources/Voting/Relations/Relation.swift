/// When two values of a field are the same, and how far apart they are.
///
/// What is no ordinary number, under every relation between numbers (`number`, `absolute`,
/// `relative`, `ulps`):
///
/// |           | NaN         | +∞          | −∞          | −0          |
/// | ---       | ---         | ---         | ---         | ---         |
/// | NaN       | the same, 0 | not, ∞      | not, ∞      | not, ∞      |
/// | +∞        | not, ∞      | the same, 0 | not, ∞      | not, ∞      |
/// | −∞        | not, ∞      | not, ∞      | the same, 0 | not, ∞      |
/// | 0         | not, ∞      | not, ∞      | not, ∞      | the same, 0 |
/// | any other | not, ∞      | not, ∞      | not, ∞      | as for 0    |
///
/// So NaN, where a field allows it, is one value, whatever its sign and payload: the same as
/// itself and as nothing else. An infinity is infinitely far from the largest double, too, however
/// wide the tolerance. −0 is 0. Under `bytes` there are no such values, only what was written:
/// `-0` is not `0`, `nan` not `NaN`. JSON has neither NaN nor infinities; under
/// `json`, too, −0 is 0.
///
/// Distances are at least 0, symmetric, 0 from a value to itself, and never NaN. Those of `number`,
/// `absolute`, `relative`, `ulps` and `bits` obey the triangle inequality up to the rounding of a
/// double; with infinities as above they are extended metrics. That the relative one is a metric
/// is P. A. Hästö, A new weighted metric: the relative metric I, Journal of Mathematical Analysis
/// and Applications 274 (2002).
///
/// A tolerance above 0 is the unit of its distance: two values are the same exactly when their
/// distance is at most 1. At tolerance 0 the distance is that without a tolerance: the difference,
/// the difference as a part of the larger magnitude, the doubles, the places.
///
/// Reals are compared as doubles: each value, the tolerance and the difference are the nearest
/// doubles to what the decimals say. Two reals whose decimals differ by exactly the tolerance may
/// fall on either side of it; choose a tolerance between two steps of what is written. Integers are
/// compared exactly.
package enum Relation: Equatable, Sendable {
    /// The same bytes as they were written; of a string in JSON, the same UTF-8 that it stands for.
    case bytes
    /// The same JSON value: members in any order, numbers by value, strings by code points.
    case json
    /// The same words in the same order, whatever white space stands between and around them.
    case text
    /// The same set of words, in any order, however often.
    case set
    /// The same number, truth value, or word.
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
    /// Whether being the same is an equivalence: then answers fall into classes.
    package var isTransitive: Bool {
        switch self {
        case .bytes, .json, .text, .set, .number, .ignored: true
        case .absolute(let most), .relative(let most): most == 0
        case .ulps(let most): most == 0
        case .bits(let most): most == 0
        }
    }

    /// As it is written: `absolute`.
    package var name: String {
        switch self {
        case .bytes: "bytes"
        case .json: "json"
        case .text: "text"
        case .set: "set"
        case .number: "number"
        case .absolute: "absolute"
        case .relative: "relative"
        case .ulps: "ulps"
        case .bits: "bits"
        case .ignored: "ignored"
        }
    }
}
