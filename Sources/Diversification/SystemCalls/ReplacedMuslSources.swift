/// What takes the place of musl's own ways into the kernel, with paths in its source tree.
///
/// Sound because each keeps the contract of what it replaces: the registers that survive, the
/// stack at the moment of the call, and where control goes on in a child, in a cancelled thread, in
/// a thread without a stack, and after a signal's handler.
enum ReplacedMuslSources {
    struct File: Sendable {
        let path: String
        let text: String
    }

    static let files = [
        File(path: "arch/x86_64/syscall_arch.h", text: inlineCalls),
        File(path: "arch/x86_64/crt_arch.h", text: start),
        File(
            path: "src/internal/x86_64/thrice_guard.s",
            text: GuardSource.text()),
        File(path: "src/thread/x86_64/__set_thread_area.s", text: setThreadArea),
        File(path: "src/thread/x86_64/__unmapself.s", text: unmapSelf),
        File(path: "src/thread/x86_64/clone.s", text: clone),
        File(path: "src/thread/x86_64/syscall_cp.s", text: cancellableCall),
        File(path: "src/signal/x86_64/restore.s", text: restore),
    ]

    /// musl has another implementation of these in C, by `fork`, which POSIX allows: the parent's
    /// return address cannot be on a stack that the child goes on using.
    static let removed = ["src/process/x86_64/vfork.s"]

    private static func code(_ name: String) -> String { "$" + TrampolineSource.symbol(name) }

    private static let stackNote = ".section .note.GNU-stack,\"\",@progbits\n"

    /// No vDSO: its functions fall back to system calls of their own, for some clocks always and
    /// for others when the machine's clock source changes.
    ///
    /// The compiler does not know of the calls in here: everything is built without a red zone.
    static let inlineCalls: String = {
        let registers = ["D", "S", "d", "r", "r", "r"]
        let variables = [3: "r10", 4: "r8", 5: "r9"]
        var text = """
            #define __SYSCALL_LL_E(x) (x)
            #define __SYSCALL_LL_O(x) (x)
            #define IPC_64 0

            """
        for count in 0...6 {
            let parameters = (0..<count).map { ", long argument\($0)" }.joined()
            text += "static __inline long __syscall\(count)(long code\(parameters)) {\n"
            text += "    long result;\n"
            for index in 3..<max(3, count) {
                let register = variables[index] ?? ""
                text += "    register long \(register) __asm__(\"\(register)\")"
                text += " = argument\(index);\n"
            }
            let inputs = (0..<count).map { index in
                ", \"\(registers[index])\"(\(variables[index] ?? "argument\(index)"))"
            }.joined()
            text += "    __asm__ __volatile__(\"call thrice_syscall\" : \"=a\"(result)\n"
            text += "        : \"a\"(code)\(inputs) : \"rcx\", \"r11\", \"memory\");\n"
            text += "    return result;\n}\n\n"
        }
        return text
    }()

    /// The guard is in force before anything of the program runs. Passes the stack on as it was.
    private static let start = """
        __asm__(
        ".text\\n"
        ".global " START "\\n"
        START ":\\n"
        "    xor %ebp,%ebp\\n"
        "    mov %rsp,%rbx\\n"
        "    and $-16,%rsp\\n"
        "    call thrice_guard\\n"
        "    mov %rbx,%rdi\\n"
        ".weak _DYNAMIC\\n"
        ".hidden _DYNAMIC\\n"
        "    lea _DYNAMIC(%rip),%rsi\\n"
        "    call " START "_c\\n"
        );

        """

    private static let setThreadArea = """
        .text
        .global __set_thread_area
        .hidden __set_thread_area
        .type __set_thread_area,@function
        __set_thread_area:
            mov %rdi,%rsi
            mov $0x1002,%edi
            mov \(code("arch_prctl")),%eax
            jmp thrice_syscall
        .size __set_thread_area,.-__set_thread_area
        \(stackNote)
        """

    /// The stack goes in the first call: the trampoline returns through a word that stays. All
    /// signals are blocked by the caller.
    private static let unmapSelf = """
        .text
        .global __unmapself
        .type __unmapself,@function
        __unmapself:
            mov $stay,%esp
            mov \(code("munmap")),%eax
            jmp thrice_syscall
        unmapped:
            mov $stay_again,%esp
            xor %edi,%edi
            mov \(code("exit")),%eax
            jmp thrice_syscall
        never:
            ud2
        .size __unmapself,.-__unmapself
        .section .rodata
            .balign 8
        stay:
            .quad unmapped
        stay_again:
            .quad never
        \(stackNote)
        """

    /// The trampoline returns on both stacks: the address to return to is on the new one, too.
    private static let clone = """
        .text
        .global __clone
        .hidden __clone
        .type __clone,@function
        __clone:
            and $-16,%rsi
            sub $16,%rsi
            movq $cloned,(%rsi)
            mov %rcx,8(%rsi)
            mov 8(%rsp),%r10
            mov %rdi,%rcx
            mov %rdx,%rdi
            mov %r8,%rdx
            mov %r9,%r8
            mov %rcx,%r9
            mov \(code("clone")),%eax
            call thrice_syscall
        cloned:
            test %eax,%eax
            jnz 1f
            xor %ebp,%ebp
            pop %rdi
            call *%r9
            mov %eax,%edi
            mov \(code("exit")),%eax
            call thrice_syscall
            ud2
        1:  ret
        .size __clone,.-__clone
        \(stackNote)
        """

    /// Between `__cp_begin` and the kernel a cancelled thread must not block: a signal's handler
    /// moves it to `__cp_cancel`. Part of that way is in the trampoline now, see `MuslPatch`.
    private static let cancellableCall = """
        .text
        .global __syscall_cp_asm
        .hidden __syscall_cp_asm
        .type __syscall_cp_asm,@function
        .global __cp_begin, __cp_end, __cp_cancel
        .hidden __cp_begin, __cp_end, __cp_cancel
        .hidden __cancel
        __syscall_cp_asm:
        __cp_begin:
            mov (%rdi),%eax
            test %eax,%eax
            jnz __cp_cancel
            mov %rsi,%rax
            mov %rdx,%rdi
            mov %rcx,%rsi
            mov %r8,%rdx
            mov %r9,%r10
            mov 8(%rsp),%r8
            mov 16(%rsp),%r9
            call thrice_syscall
        __cp_end:
            ret
        __cp_cancel:
            jmp __cancel
        .size __syscall_cp_asm,.-__syscall_cp_asm
        \(stackNote)
        """

    /// The kernel finds the frame by the stack pointer: it must be as the handler left it.
    private static let restore = """
        .text
            nop
        .global __restore_rt
        .hidden __restore_rt
        .type __restore_rt,@function
        __restore_rt:
            mov \(code("rt_sigreturn")),%eax
            jmp thrice_syscall
        .size __restore_rt,.-__restore_rt
        \(stackNote)
        """
}
