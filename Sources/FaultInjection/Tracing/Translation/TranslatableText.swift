/// Code that stays as it is while the process executes nothing but itself.
///
/// A program may read its own code, since translation changes nothing of it; where a program can
/// write, its code is stepped.
package struct TranslatableText: Equatable {
    private let ranges: [Range<UInt64>]
    /// Other files may stand at the same addresses.
    private let sources: [String]

    package init(_ regions: [MemoryRegion]) {
        let changing = Set(regions.filter { $0.isShared && $0.isWritable }.map(\.name))
        let text = regions.filter { region in
            region.kind == .text && !region.isWritable && !region.isShared
                && region.name.hasPrefix("/") && !changing.contains(region.name)
        }
        ranges = text.map(\.addresses)
        sources = text.map(\.source)
    }

    package var bounds: [Range<UInt64>] { ranges }

    /// The end of the code around an address; nil where there is none that can be translated.
    package func end(around address: UInt64) -> UInt64? {
        ranges.first { $0.contains(address) }?.upperBound
    }
}
