/// What is known of the accesses of one window.
package enum WindowAccesses: Sendable {
    /// Every one, of memory too.
    case all(AccessTrace)
    /// Those of registers.
    case ofRegisters(RegisterTrace)

    package var trace: AccessTrace? { if case .all(let trace) = self { trace } else { nil } }

    /// - Parameter places: that do not overlap; only of the processor where no others are known.
    package func classes(of places: [Locations]) -> any ClassFinding {
        switch self {
        case .all(let trace): DefUseClasses(of: places, in: trace)
        case .ofRegisters(let trace): RegisterClasses(of: places, in: trace)
        }
    }
}
