import BigInt

/// A value of B. Two values are equal when B says so.
package enum Value: Hashable, Sendable {
    /// Every integer that fits; `large` is never one of these.
    case integer(Int)
    case large(BigInt)
    case boolean(Bool)
    /// Of a given set, by their indices.
    case element(set: Int, index: Int)
    case string(String)
    indirect case pair(Value, Value)
    case set(SetValue)
    /// In the order of the labels.
    case record([Value])
}
