import FaultInjection
import Foundation
import Testing

/// A program of a few instructions, in which every fault of a window can be tried.
struct ShortProgram {
    let path: String

    /// - Parameter work: what is done with the demand, whose address is in `rsi`; the answer of 5
    ///   bytes goes into `out`; it ends behind its answer when `r15` is not 0.
    ///   Assembly in the syntax of Intel.
    init(_ work: String) throws {
        let folder = NSTemporaryDirectory()
        path = "\(folder)/thrice-short-\(UUID().uuidString)"
        let text = """
            __asm__(".intel_syntax noprefix\\n.globl _start\\n_start:\\n"
            "xor eax, eax\\nxor edi, edi\\nlea rsi, [rip + buffer]\\nmov edx, 16\\nsyscall\\n"
            "test rax, rax\\njle 9f\\n"
            "\(work.split(separator: "\n").joined(separator: "\\n"))\\n"
            "mov eax, 1\\nmov edi, 1\\nlea rsi, [rip + out]\\nmov edx, 5\\nsyscall\\n"
            "test r15, r15\\njz _start\\n9: mov eax, 60\\nmov edi, 3\\nsyscall\\n"
            ".data\\nbuffer: .zero 16\\nout: .ascii \\"....\\\\n\\"\\ntext: .ascii \\"ok\\\\n\\"\\n"
            ".text\\n.att_syntax\\n");
            """
        try text.write(toFile: path + ".c", atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path + ".c") }
        let compiler = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: ["cc", "-nostdlib", "-static", "-o", path, path + ".c"])
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Parts of registers, flags that are carried over, a stack and a repeated move.
    static let mixed = """
        movzx ecx, byte ptr [rsi]
        mov rbx, rcx
        mov bl, 7
        mov r9, rbx
        shr r9, 8
        add cl, 0xd0
        mov ebp, 7
        adc ebp, 0
        push rbp
        pop r8
        or r8b, 0x30
        mov byte ptr [rip + out], r8b
        or r9b, 0x41
        mov byte ptr [rip + out + 1], r9b
        lea rdi, [rip + out + 2]
        lea rsi, [rip + text]
        mov ecx, 3
        cld
        rep movsb
        """

    /// Calls, conditional moves and sets, a division, vectors, and a byte above a byte.
    static let calling = """
        movzx eax, byte ptr [rsi]
        mov ah, 1
        xor edx, edx
        mov ecx, 10
        div ecx
        add dl, 0x30
        call 8f
        cmp dl, 0x33
        cmovb edx, eax
        seta al
        add al, 0x30
        movd xmm0, eax
        movd r10d, xmm0
        mov byte ptr [rip + out], dl
        mov byte ptr [rip + out + 1], r10b
        jmp 7f
        8: push rdx
        mov edx, 0
        pop rdx
        ret
        7:
        """
}
