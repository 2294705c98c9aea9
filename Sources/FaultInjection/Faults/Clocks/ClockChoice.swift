/// Which of a window's readings of clocks a fault strikes.
struct ClockChoice: Sendable {
    static let parameter = CatalogueEntry.Parameter(
        name: "clocks", values: "a list of realtime, monotonic, processor (the first two)")

    let kinds: Set<ClockKind>

    init(_ settings: inout FaultSettings) {
        kinds = Set(
            settings.words(
                "clocks", of: ClockKind.allCases.map(\.rawValue), or: ["realtime", "monotonic"]
            ).compactMap { ClockKind(rawValue: $0) })
    }

    func calls(in window: FaultWindow) -> [WindowCall] {
        window.calls.filter { $0.clock.map(kinds.contains) ?? false }
    }
}
