/// Which of a window's system calls a fault strikes.
struct CallChoice: Sendable {
    static let parameters: [CatalogueEntry.Parameter] = [
        .init(name: "calls", values: "a list of names as read, mmap or clock_gettime (all of them)")
    ]

    /// Nil: all.
    private let names: Set<String>?

    init(_ settings: inout FaultSettings) {
        names = settings.names("calls", "a system call's name", SystemCallNames.isKnown)
    }

    func calls(in window: FaultWindow) -> [WindowCall] {
        window.calls.filter { names?.contains($0.name) ?? true }
    }
}
