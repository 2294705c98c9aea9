import BigInt

extension Value {
    /// The integer in its one form: `large` only where it does not fit.
    package init(_ number: BigInt) {
        if let small = Int(exactly: number) {
            self = .integer(small)
        } else {
            self = .large(number)
        }
    }

    /// nil of anything but an integer.
    package var number: BigInt? {
        switch self {
        case .integer(let small): BigInt(small)
        case .large(let large): large
        default: nil
        }
    }

    /// Bits that the integer takes; 0 of anything but an integer.
    var bits: Int {
        switch self {
        case .integer: Int.bitWidth
        case .large(let large): large.bitWidth
        default: 0
        }
    }
}
