import Machines

/// How a value of a field becomes a value of B.
package enum ValueForm: Equatable, Sendable {
    case integer
    case boolean
    /// An enumerated set, and for each word the index of the element of that name.
    case element(set: Int, indices: [Int])
    case string
    /// Bits: a total function from `0..n-1` to BOOL.
    case bits
    /// A list: a total function from `0..n-1` to values of one of the first three forms.
    indirect case list(ValueForm)

    /// A number that stands for one value: see `ReadDemand.Field.integer`.
    func value(_ number: Int64) -> Value {
        switch self {
        case .boolean, .bits: .boolean(number != 0)
        case .element(let set, let indices): .element(set: set, index: indices[Int(number)])
        case .integer, .string, .list: .integer(Int(number))
        }
    }

    func function(_ numbers: some Collection<Int64>) -> Value {
        .set(
            SetValue(
                numbers.enumerated().map { .pair(.integer($0.offset), value($0.element)) }))
    }
}

/// Where an input of an operation comes from.
package enum InputSource: Equatable, Sendable {
    /// Index of the demand's field.
    case demand(Int, ValueForm)
    case previous(AnswerSource)
}

/// Where an output, or the value of a variable after the operation, is found in an answer.
package struct AnswerSource: Equatable, Sendable {
    /// More than one when each bit of a bit string is a field of its own.
    package var fields: Range<Int>
    package var form: ValueForm
}
