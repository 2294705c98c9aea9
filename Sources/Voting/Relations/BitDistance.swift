/// In how many places two bit strings differ (R. W. Hamming, Error Detecting and Error Correcting
/// Codes, Bell System Technical Journal 29, 1950).
enum BitDistance {
    /// - Parameters: strings of `0` and `1`, which differ in one bit only.
    /// - Returns: nil when they are not of one length.
    static func places(
        _ one: UnsafeRawBufferPointer, _ first: Range<Int>,
        _ other: UnsafeRawBufferPointer, _ second: Range<Int>
    ) -> Int? {
        guard first.count == second.count else { return nil }
        var count = 0
        var index = 0
        while index + 8 <= first.count {
            let word = one.loadUnaligned(fromByteOffset: first.lowerBound + index, as: UInt64.self)
            let opposite = other.loadUnaligned(
                fromByteOffset: second.lowerBound + index, as: UInt64.self)
            count += (word ^ opposite).nonzeroBitCount
            index += 8
        }
        while index < first.count {
            let bits = one[first.lowerBound + index] ^ other[second.lowerBound + index]
            count += bits.nonzeroBitCount
            index += 1
        }
        return count
    }
}
