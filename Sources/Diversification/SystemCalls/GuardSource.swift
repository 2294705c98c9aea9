/// The assembly that puts a filter of system calls in force, and the filter.
///
/// Sound because the filter lets a call through only from the address behind the trampoline's one
/// `syscall` instruction, and every way to that instruction in the rebuilt libc is the
/// trampoline's entry, which turns a code into a number or stops. It does not stop a jump into the
/// middle of the trampoline with a native number at hand: the trampoline's address, another one in
/// each variant, is all that stands against that.
///
/// The means are Linux's own: `Documentation/userspace-api/seccomp_filter.rst`. A filter cannot be
/// taken back, holds for all threads and children, and the kernel ends the process in a way that
/// no handler sees.
package enum GuardSource {
    /// What the filter looks at. Each can be left out by a test, which then shows what gets
    /// through.
    package enum Check: CaseIterable, Sendable {
        case pointerLowerHalf, pointerUpperHalf
        /// No 32-bit call, whose numbers mean something else.
        case architecture
        /// No number of the x32 table.
        case numberRange
    }

    /// Ends a program that cannot be guarded, after a line on standard error.
    private static let unguardedStatus = 71

    package static func text(checks: [Check] = Check.allCases) -> String {
        guarding + filter(checks) + ".section .note.GNU-stack,\"\",@progbits\n"
    }

    private static func code(_ name: String) -> String { "$" + TrampolineSource.symbol(name) }

    /// Called by the start-up code before anything else: returns with the filter in force, or ends
    /// the process. `SECCOMP_FILTER_FLAG_SPEC_ALLOW`: the filter keeps no secret from the program,
    /// which need not be slowed against speculation.
    private static let guarding = """
        .text
        .global thrice_guard
        .type thrice_guard,@function
        thrice_guard:
            mov $38,%edi
            mov $1,%esi
            xor %edx,%edx
            xor %r10d,%r10d
            xor %r8d,%r8d
            mov \(code("prctl")),%eax
            call thrice_syscall
            test %rax,%rax
            jnz 1f
            mov $1,%edi
            mov $4,%esi
            mov $thrice_filter,%edx
            mov \(code("seccomp")),%eax
            call thrice_syscall
            test %rax,%rax
            jnz 1f
            ret
        1:  mov $2,%edi
            mov $thrice_unguarded,%esi
            mov $thrice_unguarded_end-thrice_unguarded,%edx
            mov \(code("write")),%eax
            call thrice_syscall
            mov $\(unguardedStatus),%edi
            mov \(code("exit_group")),%eax
            call thrice_syscall
            ud2
        .size thrice_guard,.-thrice_guard

        .section .rodata
        thrice_unguarded:
            .ascii "cannot start: the kernel takes no filter of system calls\\n"
        thrice_unguarded_end:

        """

    /// Instructions for the kernel: operation, jumps if true and if false, operand. The first of a
    /// check's two loads a word of what the kernel tells, the second goes on or to the end.
    private static func filter(_ checks: [Check]) -> String {
        var instructions: [String] = []
        for (index, check) in checks.enumerated() {
            let fail = 2 * (checks.count - index) - 1
            let (offset, test) =
                switch check {
                case .pointerLowerHalf: (8, "0x15; .byte 0, \(fail); .long thrice_syscall_return")
                case .pointerUpperHalf: (12, "0x15; .byte 0, \(fail); .long 0")
                case .architecture: (4, "0x15; .byte 0, \(fail); .long 0xc000003e")
                case .numberRange: (0, "0x35; .byte \(fail), 0; .long 0x40000000")
                }
            instructions += ["0x20; .byte 0, 0; .long \(offset)", test]
        }
        instructions += [
            "0x06; .byte 0, 0; .long 0x7fff0000", "0x06; .byte 0, 0; .long 0x80000000",
        ]
        return """
                .balign 8
            thrice_filter:
                .short \(instructions.count)
                .balign 8
                .quad thrice_filter_program
            thrice_filter_program:

            """ + instructions.map { "    .short \($0)\n" }.joined()
    }
}
