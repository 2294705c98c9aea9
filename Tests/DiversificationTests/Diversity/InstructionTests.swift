import Diversification
import Foundation
import Testing

struct InstructionTests {
    /// One of each encoding: prefixes, operand forms, immediates of every width, VEX and EVEX.
    private static let assembly = """
        .text
        start:
        add %al,(%rax); add $1,%al; add $0x12345,%eax; addw $0x1234,%ax; addq $0x12345,%rax
        push %rbx; pop %r12; push $1; push $0x12345; movslq %eax,%rbx; imul $3,%eax,%ebx
        imul $0x333333,%eax,%ebx; imulw $0x333,%ax,%bx; addb $1,8(%rbx,%rcx,4)
        addl $0x12345,8(%rsp); addw $0x1234,8(%rsp); addl $1,0x12345(%rbx); test %eax,%ebx
        xchg %eax,%ebx; mov %eax,(%rsp); lea 0x1234(%rip),%rax; movabs $0x1122334455667788,%rax
        movabs 0x1122334455667788,%al; mov $0x12345,%ebx; movw $0x1234,%bx; mov $1,%r9b
        movq $0x12345,8(%rbp); movb $1,(%rbx); movw $1,(%rbx); shl $3,%eax; shl %eax; sar %cl,%eax
        mov 0x12345,%eax; mov (,%rax,8),%ebx; mov 0x10(%r13),%eax; mov (%r12),%eax
        enter $16,$0; leave; int $0x80; syscall; cpuid; in $3,%al; out %al,%dx; xlat; cltq; cqto
        testb $1,(%rbx); testl $0x12345,(%rbx); testw $0x1234,%bx; notl %eax; negq (%rbx); div %ecx
        incb (%rbx); incl 8(%rbx); push (%rbx); fldl 8(%rsp); faddp; fnstcw 2(%rsp)
        rep stosb; lock cmpxchg %ecx,(%rbx); pause; endbr64; nopw 0x200(%rax,%rax,1)
        movsbl %al,%ecx; shld $3,%eax,%ebx; bt $3,%eax; bswap %eax; cmove %eax,%ebx; sete %al
        movss %xmm0,8(%rsp)
        pshufd $3,%xmm0,%xmm1; psrlq $3,%xmm1; cmpss $1,%xmm0,%xmm1; pshufb %xmm1,%xmm2
        roundsd $3,%xmm0,%xmm1; crc32b %al,%ecx; movd %eax,%xmm0; sfence; ud2; hlt; emms
        vaddpd %ymm0,%ymm1,%ymm2; vpsrlq $3,%ymm1,%ymm2; vzeroupper; vcmppd $1,%ymm0,%ymm1,%ymm2
        vpshufb (%r8,%r9),%ymm1,%ymm2; vpblendd $3,%ymm0,%ymm1,%ymm2; rorx $3,%eax,%ebx
        vaddpd 64(%rsp),%zmm1,%zmm18; vpternlogd $3,%zmm0,%zmm1,%zmm2; vpsrlq $3,%zmm1,%zmm2
        vpermb 0x1234(%rip),%zmm1,%zmm2; vfmadd231pd %zmm0,%zmm1,%zmm2{%k1}
        jmp start; je start; .byte 0xeb,0; loop .+2; jmp *%rax; jmp *8(%rbx); call *%r11; ret
        ret $8; lretq; call start; jmp .+0x12345; je .+0x12345; iretq; int3; mov %fs:0x28,%rax
        """

    @Test func `instructions are as long as the disassembler says`() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/all"
        try (Self.assembly + "\n").write(toFile: "\(path).s", atomically: true, encoding: .utf8)
        let build = ToolRun(arguments: ["gcc", "-c", "-o", "\(path).o", "\(path).s"])()
        try #require(build.hasSucceeded, "\(build.errorText)")
        let file = try ExecutableFile(
            Array(try #require(FileManager.default.contents(atPath: "\(path).o"))))
        let text = try #require(file.section(".text"))
        let lengths = InstructionLengths.of(Array(file.bytes[text.range]))
        let listing = ToolRun(arguments: ["objdump", "-d", "-w", "-j", ".text", "\(path).o"])()
        var seen = 0
        for line in String(decoding: listing.output, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count >= 3,
                let offset = Int(parts[0].filter { $0 != " " && $0 != ":" }, radix: 16)
            else { continue }
            #expect(lengths[offset] == parts[1].split(separator: " ").count, "\(line)")
            seen += 1
        }
        #expect(seen > 100)
    }

    @Test func `what is no instruction of 64-bit mode has no length`() {
        for code: [UInt8] in [
            [0x06], [0x60], [0x82, 0xc0, 1], [0x9a, 0, 0, 0, 0, 0, 0], [0xce], [0xd4, 10], [0xea],
            [0xff, 0xf8], [0xfe, 0xd0], [0x8f, 0xc8], [0x0f, 0x04], [0x66], [0x48], [0xe8, 0, 0],
            [0xff, 0xd8], [0xc5, 0xf8], [],
        ] {
            #expect(InstructionLengths.of(code).first ?? 0 == 0, "\(code)")
        }
        let long = [UInt8](repeating: 0x66, count: 15) + [0x90]
        #expect(InstructionLengths.of(long)[0] == 0, "16 bytes are too many")
        #expect(InstructionLengths.of(long)[1] == 15)
    }
}
