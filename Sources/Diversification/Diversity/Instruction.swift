/// The length and the place of one x86-64 instruction's operands, as far as measuring needs them.
///
/// Knows the legacy, VEX and EVEX encodings of 64-bit mode; not XOP, 3DNow! and APX, which
/// compilers do not write unasked. Source: Intel 64 manual, volume 2, appendix A (opcode maps).
struct Instruction {
    enum Kind {
        case plain
        /// Goes where a register or memory says: `ret`, indirect `jmp` and `call`.
        case freeBranch
        /// Goes elsewhere, or stops: what stands behind it does not run next.
        case transfer
    }

    var length = 0
    var kind = Kind.plain
    /// Where in the instruction four bytes hold a distance, to code or to data.
    var displacementAt: Int?
    var displacementIsBranch = false
}
