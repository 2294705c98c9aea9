/// The assembly of the one place where a variant enters the kernel, and of its codes.
///
/// That the numbers of system calls are a secret of each process is from Chew, Song: "Mitigating
/// Buffer Overflows by Operating System Randomization", CMU-CS-02-197, 2002. There the kernel
/// decodes; here the process does, and `GuardSource` makes its decoder the only way.
enum TrampolineSource {
    /// The section of the trampoline's page, which the linker puts at a variant's own address.
    static let section = ".thrice_calls"
    /// The symbol whose value is the code of a call.
    static func symbol(_ name: String) -> String { "thrice_code_\(name)" }

    /// In: a code in eax, arguments as the kernel wants them. Out: rax; rcx and r11 are lost, as
    /// with the instruction itself, and nothing else; the stack is not used but to return.
    ///
    /// What is no code ends the process by SIGILL, which first loses the handler that the program
    /// may have for it.
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
        2:  syscall
        .global thrice_syscall_return
        thrice_syscall_return:
            ret
        1:  push $3f
            mov $4,%edi
            mov $thrice_default_action,%esi
            xor %edx,%edx
            mov $8,%r10d
            mov $13,%eax
            jmp 2b
        3:  ud2
        .size thrice_syscall,.-thrice_syscall

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
            thrice_default_action:
            .fill 64
            thrice_call_table:

            """ + entries.map { "    .quad \($0)\n" }.joined()
                + ".section .note.GNU-stack,\"\",@progbits\n"
    }
}
