/// A build of a seat's program from a seed of its own.
package struct SeatBuild: Equatable, Sendable {
    package let seat: Int
    /// From 1 in each seat.
    package let number: Int
    /// Below 2^53.
    package let seed: UInt64
}

/// Why a build did not come about.
package enum BuildFailure: Equatable, Sendable {
    /// The generator ended so.
    case ended(ExitReport)
    case tookTooLong
    /// It ended well, and there is no executable.
    case madeNothing
    /// It could not be started, or its folder not be made: an error number.
    case notStarted(Int32)

    private static let codes: (signal: Int64, notStarted: Int64) = (1 << 32, 1 << 33)

    /// As it crosses to the guardian.
    var code: Int64 {
        switch self {
        case .ended(let exit): Int64(exit.status) | (exit.wasSignal ? Self.codes.signal : 0)
        case .tookTooLong: -1
        case .madeNothing: -2
        case .notStarted(let number): Int64(number) | Self.codes.notStarted
        }
    }

    init(code: Int64) {
        let low = Int32(truncatingIfNeeded: code & 0xFFFF_FFFF)
        switch code {
        case -1: self = .tookTooLong
        case -2: self = .madeNothing
        case _ where code & Self.codes.notStarted != 0: self = .notStarted(low)
        default:
            self = .ended(ExitReport(wasSignal: code & Self.codes.signal != 0, status: low))
        }
    }

    package var text: String {
        switch self {
        case .ended(let exit): "thrice-generate ended with \(exit.text)"
        case .tookTooLong: "it took longer than 'rebuildTime' allows"
        case .madeNothing: "thrice-generate made no executable"
        case .notStarted(let number): "thrice-generate could not be started: \(errorText(number))"
        }
    }
}
