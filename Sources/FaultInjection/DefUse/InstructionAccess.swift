/// What one instruction reads and writes, as far as that can be said without executing it.
///
/// To be sound it must name everything that is read, and may name more. What it names as written
/// must be written completely, whatever was there: everything else that is written counts as read,
/// which costs trials and nothing else.
package struct InstructionAccess: Equatable, Sendable {
    package var reads: Set<Locations> = []
    package var writes: Set<Locations> = []
    package var memory: [MemoryOperand] = []
    /// Bytes of the instruction itself.
    package var byteCount: Int
    /// A string instruction that touches no memory when `rcx` is 0.
    package var isRepeated = false
    package var isSystemCall = false

    package init(byteCount: Int) { self.byteCount = byteCount }

    /// An address that is computed of registers.
    package struct MemoryOperand: Equatable, Sendable {
        package var base: Register?
        package var index: Register?
        package var scale: UInt64 = 1
        package var displacement: Int64 = 0
        package var segment: Segment?
        /// Whether the sum is cut to 32 bits.
        package var isShort = false
        package var byteCount: UInt64
        /// Whether it is written completely, and not read.
        package var isWritten = false

        package enum Segment: Equatable, Sendable { case fs, gs }

        package init(byteCount: UInt64) { self.byteCount = byteCount }

        /// - Parameters:
        ///   - value: of a register; of `rip` that of the next instruction.
        ///   - segment: where a segment begins.
        package func locations(
            _ value: (Register) -> UInt64, segment start: (Segment) -> UInt64
        ) -> Locations {
            var address = UInt64(bitPattern: displacement)
            if let base { address &+= value(base) }
            if let index { address &+= value(index) &* scale }
            if isShort { address &= 0xFFFF_FFFF }
            if let segment { address &+= start(segment) }
            return Locations(start: address, count: byteCount)
        }
    }
}
