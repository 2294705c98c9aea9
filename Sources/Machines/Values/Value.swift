import BigInt

/// A value of B. Two values are equal when B says so.
///
/// Small on purpose: what does not fit into two words is behind a reference, so that numbers,
/// truth values and elements of given sets are copied without counting.
package enum Value: Sendable {
    /// Every integer that fits; `large` is never one of these.
    case integer(Int)
    indirect case large(BigInt)
    case boolean(Bool)
    /// Of a given set, by their indices.
    case element(set: Int, index: Int)
    case string(String)
    indirect case pair(Value, Value)
    case set(SetValue)
    /// In the order of the labels.
    case record([Value])
}

extension Value: Hashable {
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): a == b
        case (.boolean(let a), .boolean(let b)): a == b
        case (.element(let s, let a), .element(let t, let b)): a == b && s == t
        case (.large(let a), .large(let b)): a == b
        // Bytes: Swift's own comparison takes differently composed letters for the same.
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.pair(let a, let b), .pair(let c, let d)): a == c && b == d
        case (.set(let a), .set(let b)): a == b
        case (.record(let a), .record(let b)): a == b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .integer(let number): hasher.combine(number)
        case .large(let number): hasher.combine(number)
        case .boolean(let truth): hasher.combine(truth)
        case .element(let set, let index):
            hasher.combine(set)
            hasher.combine(index)
        case .string(let text):
            for byte in text.utf8 { hasher.combine(byte) }
            hasher.combine(text.utf8.count)
        case .pair(let first, let second):
            first.hash(into: &hasher)
            second.hash(into: &hasher)
        case .set(let set): set.hash(into: &hasher)
        case .record(let fields): hasher.combine(fields)
        }
    }
}
