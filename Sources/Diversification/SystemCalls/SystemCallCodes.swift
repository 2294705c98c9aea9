/// The codes that one variant says for its system calls, and where its trampoline lies.
///
/// A code is no number that the kernel knows, in any of its x86-64 tables: what is said with a
/// native number is no call, and another variant's code is one by a chance of 2 in 10 million. The
/// low bits of a code are its place in the trampoline's table, different for each call; the rest
/// is drawn.
package struct SystemCallCodes: Equatable, Sendable {
    package struct Code: Equatable, Sendable {
        package let call: NativeSystemCalls.Call
        package let value: UInt32

        /// Its place in the trampoline's table.
        package var slot: Int { Int(value) % SystemCallCodes.slots }
    }

    /// Places in the trampoline's table, a power of two.
    package static let slots = 1024
    /// Codes are addresses of symbols, which compilers hold to be below 2 GiB - 16 MiB.
    package static let values: Range<UInt32> = 0x1_0000..<0x7f00_0000
    private static let trampolines: Range<UInt32> = 0x7000_0000..<0x7eff_0000
    static let pageBytes: UInt32 = 4096
    /// More than the trampoline has, so that it never leaves its page.
    private static let trampolineBytesMax: UInt32 = 128
    /// The kernel's mark on the numbers of its x32 table.
    private static let x32Bit: UInt32 = 0x4000_0000

    /// In the order of the native numbers.
    package let codes: [Code]
    /// Where the trampoline starts, above all but the largest programs; 16 bytes are its grain.
    package let trampolineAddress: UInt32

    /// Where the page starts that has nothing but the trampoline.
    var trampolinePage: UInt32 { trampolineAddress & ~(Self.pageBytes - 1) }

    /// - Complexity: a few thousand draws.
    package init(seed: UInt64, native: NativeSystemCalls) {
        var random = SeededGenerator(seed: seed, purpose: "system call codes")
        let slots = random.permutation(of: Self.slots)
        let calls = native.calls.filter { !$0.startsAnotherProgram }
        precondition(calls.count <= Self.slots, "\(calls.count) calls, \(Self.slots) slots")
        codes = zip(calls, slots).map { call, slot in
            Code(call: call, value: Self.value(slot: slot, &random))
        }
        let pages = (Self.trampolines.upperBound - Self.trampolines.lowerBound) / Self.pageBytes
        let page = UInt32(random.next(below: Int(pages)))
        let offset =
            UInt32(random.next(below: Int(Self.pageBytes - Self.trampolineBytesMax) / 16)) * 16
        trampolineAddress = Self.trampolines.lowerBound + page * Self.pageBytes + offset
    }

    private static func value(slot: Int, _ random: inout SeededGenerator) -> UInt32 {
        while true {
            let high = random.next(below: Int(values.upperBound) / slots)
            let value = UInt32(high * slots + slot)
            if values.contains(value & ~x32Bit) { return value }
        }
    }
}
