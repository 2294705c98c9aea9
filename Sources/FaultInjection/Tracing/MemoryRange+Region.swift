extension MemoryRange {
    /// Nil for what the process cannot write.
    package init?(_ region: MemoryRegion) {
        guard region.isWritable else { return nil }
        let kind: Kind =
            switch region.kind {
            case _ where region.isShared: .shared
            case .data: .globals
            case .heap: .heap
            case .stack: .stack
            case .text, .other: .other
            }
        self.init(
            kind: kind, start: region.addresses.lowerBound,
            byteCount: region.addresses.upperBound - region.addresses.lowerBound)
    }
}
