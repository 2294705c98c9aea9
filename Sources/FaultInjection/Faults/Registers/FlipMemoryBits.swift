/// Bits of a byte of the process's own memory, between two instructions.
package struct FlipMemoryBits: Fault {
    package static let entry = CatalogueEntry(
        name: "flip-memory-bits",
        summary: "flip neighbouring bits of a byte of memory between two instructions",
        parameters: [
            .init(
                name: "regions",
                values:
                    "a list of globals, heap, stack, other, text, constants, shared (the first "
                    + "three)"),
            .init(name: "bits", values: "1..8 (1)"),
        ],
        layer: .memory,
        undone: "the process is a copy and is ended",
        proof: "the byte is read back before and after")

    private let kinds: [MemoryRange.Kind]
    private let bits: UInt64

    package init(_ settings: inout FaultSettings) {
        kinds = settings.words(
            "regions", of: MemoryRange.Kind.allCases.map(\.rawValue),
            or: ["globals", "heap", "stack"]
        ).compactMap { MemoryRange.Kind(rawValue: $0) }
        bits = settings.number("bits", in: 1...8, or: 1)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        let bytes = ranges(in: window).reduce(0) { $0 + $1.byteCount }
        return FaultExtent(moments: window.steps, places: bytes, bits: 9 - bits)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let mask = UInt8((1 as UInt16) << bits - 1) << UInt8(point.bit)
        return .process(
            after: point.moment, .flipMemory(address: spot(point, window).address, mask: mask))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        let spot = spot(point, window)
        return "\(spot.kind.rawValue) 0x\(String(spot.address, radix: 16))"
    }

    package func places(in window: FaultWindow) -> FaultPlaces? {
        guard bits == 1 else { return nil }
        var place: UInt64 = 0
        return FaultPlaces(
            ranges(in: window).map { range in
                defer { place += range.byteCount }
                return FaultPlaces.Stretch(
                    locations: Locations(start: range.start, count: range.byteCount),
                    place: place, bits: 8, isOnePlace: false)
            })
    }

    private func ranges(in window: FaultWindow) -> [MemoryRange] {
        window.memory.filter { kinds.contains($0.kind) }
    }

    private func spot(
        _ point: FaultPoint, _ window: FaultWindow
    ) -> (kind: MemoryRange.Kind, address: UInt64) {
        var offset = point.place
        for range in ranges(in: window) {
            if offset < range.byteCount { return (range.kind, range.start + offset) }
            offset -= range.byteCount
        }
        preconditionFailure("place \(point.place) is outside of the memory")
    }
}
