/// A set of configured replicas, numbered 0 to 63.
package struct ReplicaSet: Hashable, Sendable {
    /// Bit i is replica i.
    package var bits: UInt64

    @inline(__always)
    package init(bits: UInt64 = 0) { self.bits = bits }

    @inline(__always)
    package init(_ replica: Int) { bits = 1 << UInt64(replica) }

    /// The first `count` replicas, 0 to 64 of them.
    @inline(__always)
    package init(first count: Int) { bits = count >= 64 ? .max : (1 << UInt64(count)) - 1 }

    @inline(__always)
    package var count: Int { bits.nonzeroBitCount }
    @inline(__always)
    package var isEmpty: Bool { bits == 0 }
    /// The lowest number in it, or nil.
    @inline(__always)
    package var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

    @inline(__always)
    package func contains(_ replica: Int) -> Bool { bits & (1 << UInt64(replica)) != 0 }
    @inline(__always)
    package mutating func insert(_ replica: Int) { bits |= 1 << UInt64(replica) }
    @inline(__always)
    package mutating func remove(_ replica: Int) { bits &= ~(1 << UInt64(replica)) }

    @inline(__always)
    package func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }
    @inline(__always)
    package func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }
    @inline(__always)
    package func subtracting(_ other: Self) -> Self { Self(bits: bits & ~other.bits) }
    @inline(__always)
    package func isSubset(of other: Self) -> Bool { bits & ~other.bits == 0 }
}

extension ReplicaSet: Sequence {
    /// In ascending order.
    @inline(__always)
    package func makeIterator() -> Iterator { Iterator(rest: bits) }

    package struct Iterator: IteratorProtocol {
        var rest: UInt64

        @inline(__always)
        package mutating func next() -> Int? {
            guard rest != 0 else { return nil }
            defer { rest &= rest &- 1 }
            return rest.trailingZeroBitCount
        }
    }
}

extension ReplicaSet: ExpressibleByArrayLiteral {
    package init(arrayLiteral replicas: Int...) {
        self.init()
        for replica in replicas { insert(replica) }
    }
}
