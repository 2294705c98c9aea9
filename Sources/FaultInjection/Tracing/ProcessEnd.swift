/// How a process has ended.
package enum ProcessEnd: Equatable, Sendable {
    case exited(status: Int32)
    case died(signal: Int32)

    /// As `waitpid` gives it.
    package init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(status: status >> 8 & 0xff) : .died(signal: signal)
    }

    package var text: String {
        switch self {
        case .exited(let status): "exited with status \(status)"
        case .died(let signal): "died of signal \(signal)"
        }
    }
}
