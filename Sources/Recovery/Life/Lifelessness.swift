/// How somebody was who had shown no sign of life for too long.
package struct Lifelessness: Equatable, Sendable {
    /// Of time in which it could have.
    package var nanoseconds: UInt64
    /// In the end.
    package var state: ProcessSight.State

    package init(nanoseconds: UInt64, state: ProcessSight.State) {
        self.nanoseconds = nanoseconds
        self.state = state
    }

    /// `for 2.0 s, it was stopped`.
    package var text: String {
        let tenths = nanoseconds / 100_000_000
        let was =
            switch state {
            case .running: "it was running"
            case .waiting: "it was waiting for something"
            case .stopped: "it was stopped"
            case .inKernel: "the kernel had it"
            }
        return "for \(tenths / 10).\(tenths % 10) s, \(was)"
    }
}
