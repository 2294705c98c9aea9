/// Functions by name and code, for counting those that two executables share.
struct SharedCode: Sendable {
    /// Ascending, and the bytes of each.
    private let keys: [UInt64]
    private let sizes: [Int]
    private let bytes: Int

    init(_ functions: [FunctionCode], by digest: KeyPath<FunctionCode, UInt64>) {
        let entries = functions.map { function in
            (key: Digest.of(function.name.utf8) &* 31 &+ function[keyPath: digest], function.bytes)
        }
        .sorted { $0 < $1 }
        keys = entries.map(\.key)
        sizes = entries.map(\.1)
        bytes = sizes.reduce(0, +)
    }

    /// Of the functions, and of their bytes, of both sides, the share that the other side has
    /// too, under the same name (Dice's coefficient); nil when neither has any.
    func share(with other: SharedCode) -> (functions: Double, bytes: Double)? {
        guard bytes + other.bytes > 0 else { return nil }
        var (left, right, functions, shared) = (0, 0, 0, 0)
        while left < keys.count, right < other.keys.count {
            let (first, second) = (keys[left], other.keys[right])
            if first == second {
                functions += 2
                shared += sizes[left] + other.sizes[right]
            }
            if first <= second { left += 1 }
            if second <= first { right += 1 }
        }
        return (
            Double(functions) / Double(keys.count + other.keys.count),
            Double(shared) / Double(bytes + other.bytes)
        )
    }
}
