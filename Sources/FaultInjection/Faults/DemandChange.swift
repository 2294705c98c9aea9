/// What becomes of a demand on its way to one replica.
package enum DemandChange: Equatable, Sendable {
    case flip(byte: Int, mask: UInt8)
    case truncate(bytes: Int)
    case replace([UInt8])

    /// - Parameter demand: without its line feed.
    package func apply(to demand: [UInt8]) -> [UInt8] {
        var changed = demand
        switch self {
        case .flip(let byte, let mask):
            if changed.indices.contains(byte) { changed[byte] ^= mask }
        case .truncate(let bytes): changed = Array(demand.prefix(bytes))
        case .replace(let other): changed = other
        }
        return changed
    }
}
