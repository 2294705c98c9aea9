/// A distance under one measure, or why there is none.
package enum Distance: Equatable, Sendable {
    /// 0 to 1, rounded to four decimals, towards 0: a target that is met is met by the true value.
    case measured(Double)
    /// The two run on different machines; nothing of one works on the other.
    case otherMachine
    case unknown(reason: String)

    /// - Parameter share: 0 to 1; nil when there was nothing to take it of.
    init(_ share: Double?, orUnknown reason: String) {
        guard let share else {
            self = .unknown(reason: reason)
            return
        }
        self = .measured((share * 10_000 + 1e-7).rounded(.down) / 10_000)
    }

    package var figure: Double? {
        if case .measured(let figure) = self { figure } else { nil }
    }
}

extension Distance: Codable {
    private static let otherMachineText = "other machine"

    /// A number or, where there is none, the reason.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .measured(let figure): try container.encode(figure)
        case .otherMachine: try container.encode(Self.otherMachineText)
        case .unknown(let reason): try container.encode(reason)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let figure = try? container.decode(Double.self) {
            self = .measured(figure)
            return
        }
        let text = try container.decode(String.self)
        self = text == Self.otherMachineText ? .otherMachine : .unknown(reason: text)
    }
}
