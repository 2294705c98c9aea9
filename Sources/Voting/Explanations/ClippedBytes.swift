/// The beginning of some bytes, and how many there were.
package struct ClippedBytes: Equatable, Sendable {
    package static let countMax = 256

    package let bytes: [UInt8]
    /// Of the whole.
    package let count: Int

    package init(_ whole: UnsafeRawBufferPointer, most: Int = Self.countMax) {
        bytes = Array(whole.prefix(most))
        count = whole.count
    }

    package var isClipped: Bool { bytes.count < count }
}
