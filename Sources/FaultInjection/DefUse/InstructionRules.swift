/// Which instructions are known, and how they use what stands in no operand.
///
/// Whatever is in none of these sets is taken to read every register and flag.
enum InstructionRules {
    /// Where the first operand is written completely, and not read.
    static let puttingInto: Set<String> = [
        "mov", "movabs", "movzx", "movsx", "movsxd", "lea", "pop", "movbe", "rorx",
        "movd", "movq", "movaps", "movups", "movapd", "movupd", "movdqa", "movdqu", "lddqu",
        "movntdq", "movntps", "movnti", "pshufd", "pmovmskb", "movmskps", "movmskpd",
        "cvttsd2si", "cvttss2si", "cvtsd2si", "cvtss2si", "stosb", "stosw", "stosd", "stosq",
        "movsb", "movsw", "movsd", "movsq", "movss", "vmovd", "vmovq", "vmovaps", "vmovups",
        "vmovdqa", "vmovdqu", "vmovdqu64", "vmovdqa64", "vpmovmskb",
    ]
    /// Those that add up, compare or combine what stands in their operands.
    static let reading: Set<String> = Set(flags.keys).union([
        "not", "xchg", "bswap", "push", "call", "jmp", "ret", "leave", "cdqe", "cwde", "cbw",
        "cdq", "cqo", "cwd", "lodsb", "lodsw", "lodsd", "lodsq",
        "jrcxz", "jecxz", "sarx", "shlx", "shrx",
    ])
    /// They do nothing that counts.
    static let idle: Set<String> = [
        "nop", "endbr64", "pause", "lfence", "mfence", "sfence", "prefetcht0", "prefetcht1",
        "prefetcht2", "prefetchnta", "prefetchw",
    ]
    static let strings: Set<String> = Set(
        ["movs", "stos", "lods", "cmps", "scas"].flatMap { name in
            ["b", "w", "d", "q"].map { name + $0 }
        })

    /// What they do to the flags. Those that are left undefined, or stay as they are when a count
    /// is 0, count as read.
    struct Flags {
        var reads: [StatusFlag] = []
        var writes: [StatusFlag] = []
    }

    private static let all = Flags(writes: StatusFlag.arithmetic)
    private static let unclear = Flags(reads: StatusFlag.arithmetic)
    private static let logic = Flags(
        reads: [.adjust], writes: [.carry, .overflow, .sign, .zero, .parity])
    private static let step = Flags(writes: [.parity, .adjust, .zero, .sign, .overflow])

    private static let flags: [String: Flags] = {
        var flags: [String: Flags] = [:]
        for name in ["add", "sub", "cmp", "neg", "cmpxchg", "xadd"] { flags[name] = all }
        for name in ["adc", "sbb"] {
            flags[name] = Flags(reads: [.carry], writes: StatusFlag.arithmetic)
        }
        for name in ["and", "or", "xor", "test"] { flags[name] = logic }
        for name in ["inc", "dec"] { flags[name] = step }
        for name in [
            "shl", "sal", "shr", "sar", "rol", "ror", "rcl", "rcr", "shld", "shrd", "mul", "imul",
            "div", "idiv", "bt", "bts", "btr", "btc", "bsf", "bsr", "tzcnt", "lzcnt", "popcnt",
            "andn", "blsr", "blsi", "blsmsk", "bzhi", "bextr",
        ] { flags[name] = unclear }
        for name in strings where name.hasPrefix("cmps") || name.hasPrefix("scas") {
            flags[name] = unclear
        }
        return flags
    }()

    static func flags(of name: String) -> Flags {
        if let known = flags[name] { return known }
        return Flags(reads: condition(of: name) ?? [])
    }

    /// The flags that a conditional jump, move or `set` asks for; nil for other instructions.
    static func condition(of name: String) -> [StatusFlag]? {
        for prefix in ["cmov", "set", "j"] where name.hasPrefix(prefix) {
            return conditions[String(name.dropFirst(prefix.count))]
        }
        return nil
    }

    private static let conditions: [String: [StatusFlag]] = {
        let positive: [String: [StatusFlag]] = [
            "o": [.overflow], "b": [.carry], "c": [.carry], "e": [.zero], "z": [.zero],
            "be": [.carry, .zero], "s": [.sign], "p": [.parity], "l": [.sign, .overflow],
            "le": [.zero, .sign, .overflow],
        ]
        var all = positive
        for (name, flags) in positive { all["n" + name] = flags }
        for (name, same) in [
            ("ae", "b"), ("a", "be"), ("ge", "l"), ("g", "le"), ("pe", "p"), ("po", "p"),
        ] { all[name] = positive[same] }
        return all
    }()

    /// Vector instructions that use more than their operands.
    static func isStrange(_ name: String) -> Bool {
        ["pcmpestr", "pcmpistr", "maskmov", "gather", "scatter"].contains(where: name.contains)
    }

    /// Bytes behind the address that an instruction of unknown size may touch.
    static func bytesTouched(by name: String, size: UInt64) -> UInt64 {
        let isState = ["xsave", "xrstor", "fxsave", "fxrstor", "fsave", "frstor"].contains(
            where: name.contains)
        return isState ? 4096 : max(size, 64)
    }
}
