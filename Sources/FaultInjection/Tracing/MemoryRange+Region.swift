extension MemoryRange {
    /// Nil for what the process cannot read, and for what the kernel shows it.
    package init?(_ region: MemoryRegion) {
        guard region.isReadable else { return nil }
        let kind: Kind
        switch region.kind {
        case _ where region.isShared && region.isWritable: kind = .shared
        case _ where region.isShared: return nil
        case .text where !region.isWritable: kind = .text
        case .data: kind = .globals
        case .heap: kind = .heap
        case .stack: kind = .stack
        case .text, .other:
            if !region.isWritable && !region.name.hasPrefix("/") { return nil }
            kind = region.isWritable ? .other : .constants
        }
        self.init(
            kind: kind, start: region.addresses.lowerBound,
            byteCount: region.addresses.upperBound - region.addresses.lowerBound)
    }
}
