/// The assembly of the one place where a variant enters the kernel, and of its guard.
///
/// Sound because the guard's filter lets a call through only from the address behind the one
/// `syscall` instruction, and every way to that instruction in the rebuilt libc is the
/// trampoline's entry, which turns a code into a number or stops. It does not stop a jump into the
/// middle of the trampoline with a number at hand: its address, different in each variant, is all
/// that stands against that.
///
/// The means are Linux's own: `Documentation/userspace-api/seccomp_filter.rst`, whose filters see
/// the instruction pointer. That a call's number is a per-process secret is from Chew, Song:
/// "Mitigating Buffer Overflows by Operating System Randomization", CMU-CS-02-197, 2002; there the
/// kernel decodes, here the process does, and the filter makes its decoder the only way.
enum TrampolineSource {
    /// The section of the trampoline's page, which the linker puts at a variant's own address.
    static let section = ".thrice_calls"
    /// Ends a program that cannot be guarded, after a line on standard error.
    static let unguardedStatus = 71

    /// The symbol whose value is the code of a call.
    static func symbol(_ name: String) -> String { "thrice_code_\(name)" }

    /// In: a code in eax, arguments as the kernel wants them. Out: rax; rcx and r11 are lost, as
    /// with the instruction itself, and nothing else; the stack is not used but to return.
    static let entry = """
        .global thrice_syscall
        .type thrice_syscall,@function
        thrice_syscall:
            mov %eax,%ecx
            and $\(SystemCallCodes.slots - 1),%ecx
            mov thrice_call_table(,%rcx,8),%r11
            cmp %r11d,%eax
            jne 1f
            shr $32,%r11
            mov %r11d,%eax
            syscall
        .global thrice_syscall_return
        thrice_syscall_return:
            ret
        1:  ud2
        .size thrice_syscall,.-thrice_syscall

        """

    /// Called by the start-up code before anything else: returns with the filter in force, or ends
    /// the process. `SECCOMP_FILTER_FLAG_SPEC_ALLOW`: the filter keeps no secret from the program,
    /// which need not be slowed against speculation.
    static let guarding = """
        .text
        .global thrice_guard
        .type thrice_guard,@function
        thrice_guard:
            mov $38,%edi
            mov $1,%esi
            xor %edx,%edx
            xor %r10d,%r10d
            xor %r8d,%r8d
            mov $\(symbol("prctl")),%eax
            call thrice_syscall
            test %rax,%rax
            jnz 1f
            mov $1,%edi
            mov $4,%esi
            mov $thrice_filter,%edx
            mov $\(symbol("seccomp")),%eax
            call thrice_syscall
            test %rax,%rax
            jnz 1f
            ret
        1:  mov $2,%edi
            mov $thrice_unguarded,%esi
            mov $thrice_unguarded_end-thrice_unguarded,%edx
            mov $\(symbol("write")),%eax
            call thrice_syscall
            mov $\(unguardedStatus),%edi
            mov $\(symbol("exit_group")),%eax
            call thrice_syscall
            ud2
        .size thrice_guard,.-thrice_guard

        .section .rodata
        thrice_unguarded:
            .ascii "cannot start: the kernel takes no filter of system calls\\n"
        thrice_unguarded_end:

        """

    /// Instructions for the kernel: operation, jump if true, jump if false, operand. First the
    /// instruction pointer's halves, then the architecture (no 32-bit call), then the number (none
    /// of x32).
    static let filter = """
            .balign 8
        thrice_filter:
            .short 10
            .balign 8
            .quad thrice_filter_program
            .balign 8
        thrice_filter_program:
            .short 0x20; .byte 0, 0; .long 8
            .short 0x15; .byte 0, 7; .long thrice_syscall_return
            .short 0x20; .byte 0, 0; .long 12
            .short 0x15; .byte 0, 5; .long 0
            .short 0x20; .byte 0, 0; .long 4
            .short 0x15; .byte 0, 3; .long 0xc000003e
            .short 0x20; .byte 0, 0; .long 0
            .short 0x35; .byte 1, 0; .long 0x40000000
            .short 0x06; .byte 0, 0; .long 0x7fff0000
            .short 0x06; .byte 0, 0; .long 0x80000000

        .section .note.GNU-stack,"",@progbits

        """

    /// What the linker gets for one variant: its codes as symbols, its trampoline, alone in a page
    /// of traps, and the trampoline's table.
    static func variant(_ codes: SystemCallCodes) -> String {
        let symbols = codes.codes.map { code in
            let name = symbol(code.call.name)
            return ".global \(name)\n.hidden \(name)\n.set \(name), \(code.value)\n"
        }.joined()
        let page = SystemCallCodes.pageBytes
        return symbols + """
            .section \(section),"ax",@progbits
            .balign \(page)
            .fill \(codes.trampolineAddress % page), 1, 0xcc
            \(entry)
            .balign \(page), 0xcc

            """ + table(codes)
    }

    /// At the place that a code's low bits say: the code and its number. A place without a call
    /// has a code that belongs elsewhere.
    private static func table(_ codes: SystemCallCodes) -> String {
        var entries = (0..<SystemCallCodes.slots).map { UInt64($0 ^ 1) }
        for code in codes.codes {
            entries[code.slot] = UInt64(code.call.number) << 32 | UInt64(code.value)
        }
        return """
            .section .rodata
            .balign 64
            thrice_call_table:

            """ + entries.map { "    .quad \($0)\n" }.joined()
            + ".section .note.GNU-stack,\"\",@progbits\n"
    }
}
