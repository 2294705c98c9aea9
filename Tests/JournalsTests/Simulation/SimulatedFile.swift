/// A file on a disk that has written through only what was synced.
///
/// A crash leaves each sector that was not synced old, new, or torn at some byte.
struct SimulatedFile {
    static let sectorBytes = 64

    /// As processes see it.
    private(set) var seen: [UInt8]
    /// As the disk has it.
    private(set) var kept: [UInt8]
    /// Sectors written and not synced.
    private var dirty: Set<Int> = []

    init(_ content: [UInt8]) {
        seen = content
        kept = content
    }

    /// An empty file grows with what is written to it.
    mutating func write(_ bytes: some Collection<UInt8>, at offset: Int) {
        let end = offset + bytes.count
        if seen.count < end {
            seen += [UInt8](repeating: 0, count: end - seen.count)
            kept += [UInt8](repeating: 0, count: end - kept.count)
        }
        seen.replaceSubrange(offset..<end, with: bytes)
        for sector in (offset / Self.sectorBytes)...(max(offset, end - 1) / Self.sectorBytes) {
            dirty.insert(sector)
        }
    }

    /// Writes what the kernel holds for dirty, and nothing else.
    mutating func sync() {
        for sector in dirty { keep(sector) }
        dirty = []
    }

    /// Some sectors are written, the others forgotten: the kernel holds all of them for clean.
    mutating func failSync(_ random: inout SplitMix64) {
        for sector in dirty.sorted() where random.chance(50) { keep(sector) }
        dirty = []
    }

    /// What a machine finds that starts anew.
    mutating func crash(_ random: inout SplitMix64) {
        for sector in dirty.sorted() {
            switch random.below(4) {
            case 0: break
            case 1:
                let range = self.range(sector)
                let cut = range.lowerBound + random.below(range.count)
                let isFront = random.chance(50)
                let part = isFront ? range.lowerBound..<cut : cut..<range.upperBound
                kept.replaceSubrange(part, with: seen[part])
            default: keep(sector)
            }
        }
        seen = kept
        dirty = []
    }

    private func range(_ sector: Int) -> Range<Int> {
        sector * Self.sectorBytes..<min((sector + 1) * Self.sectorBytes, seen.count)
    }

    private mutating func keep(_ sector: Int) {
        let range = self.range(sector)
        kept.replaceSubrange(range, with: seen[range])
    }
}
