/// Where translated code and its data are put: near enough to the program for its own displacements
/// to work, and where neither the kernel nor the program puts anything by itself.
///
/// So memory that the program asks for later is where it would be without them.
package struct TranslationPlaces: Equatable {
    package var data: Range<UInt64>
    package var code: [Range<UInt64>]

    /// Below any that the kernel refuses to give.
    private static let lowest: UInt64 = 0x20000
    private static let codeBytesMax: UInt64 = 16 << 20
    private static let margin: UInt64 = 16 << 20
    /// A displacement has 31 bits and a sign; some are for what stands around a program's code.
    private static let reach: UInt64 = 0x7000_0000

    /// Nil where there is no room.
    package init?(_ regions: [MemoryRegion], _ text: TranslatableText, dataBytes: UInt64) {
        // Between libraries and stack nothing is ever put: new memory goes below the libraries.
        guard let stack = regions.firstIndex(where: { $0.name == "[stack]" }), stack > 0 else {
            return nil
        }
        let libraries = regions[stack - 1].addresses.upperBound
        let top = libraries + Self.margin
        let end = top + dataBytes + Self.codeBytesMax + 2 * Self.margin
        guard end + Self.margin < regions[stack].addresses.lowerBound else { return nil }
        data = top..<top + dataBytes
        let high = (end - Self.margin - Self.codeBytesMax) & ~0xFFF
        code = [high..<high + Self.codeBytesMax]
        // And nothing below the program: its heap grows upwards.
        let first = regions[0].addresses.lowerBound
        guard first > 2 * Self.lowest else { return }
        let room = min(Self.codeBytesMax, (first - Self.lowest) / 2) & ~0xFFF
        let low = first - room - min(Self.margin, (first - room - Self.lowest) / 2) & ~0xFFF
        if text.bounds.contains(where: { area(near: $0) == nil }) {
            code.append(low..<low + room)
        }
    }

    /// The index of the code that instructions there can be translated to.
    package func area(near text: Range<UInt64>) -> Int? {
        code.firstIndex { area in
            max(area.upperBound, text.upperBound) - min(area.lowerBound, text.lowerBound)
                < Self.reach
        }
    }
}
