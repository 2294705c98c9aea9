import Diversification
import Testing

struct SystemCallCodesTests {
    /// As many calls as there can be, with those that no source may lack.
    private static let native: NativeSystemCalls? = {
        let lines = (0..<470).map { number in
            switch number {
            case 59: "#define __NR_execve 59"
            case 231: "#define __NR_exit_group\t\t231"
            case 317: "#define __NR_seccomp 317"
            default: "#define __NR_call\(number) \(number)"
            }
        }
        return try? NativeSystemCalls(header: lines.joined(separator: "\n"))
    }()

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `no code is a number of the kernel's, and each has a place of its own`(
        seed: UInt64
    ) throws {
        let codes = SystemCallCodes(seed: seed, native: try #require(Self.native)).codes
        #expect(codes.count == 469)
        #expect(Set(codes.map(\.slot)).count == codes.count)
        for code in codes {
            #expect(code.value >= 0x1_0000)
            #expect(code.value & 0x3fff_ffff >= 0x1_0000, "a number of x32")
            #expect(code.value < 0x7f00_0000)
        }
    }

    @Test func `a seed decides all, and two seeds have nothing in common`() throws {
        let native = try #require(Self.native)
        let first = SystemCallCodes(seed: 1, native: native)
        #expect(first == SystemCallCodes(seed: 1, native: native))
        var shared = 0
        for seed in UInt64(2)...40 {
            let other = SystemCallCodes(seed: seed, native: native)
            shared += Set(first.codes.map(\.value)).intersection(other.codes.map(\.value)).count
            #expect(first.trampolineAddress != other.trampolineAddress)
        }
        // 39 times 469 codes among 2 to the 31: 0.004 are expected.
        #expect(shared == 0)
    }

    @Test func `a call that starts another program has no code`() throws {
        let codes = SystemCallCodes(seed: 1, native: try #require(Self.native)).codes
        #expect(!codes.contains { $0.call.name == "execve" })
    }

    @Test(arguments: [
        "", "#define __NR_exit_group 231\n#define __NR_read 0",
        "#define __NR_exit_group 231\n#define __NR_seccomp 317\n#define __NR_read 317",
        "#define __NR_exit_group 231\n#define __NR_seccomp 317\n#define __NR_read 1024",
        "#define __NR_exit_group 1\n#define __NR_seccomp 317",
    ])
    func `a header without the table of x86-64 is an error`(header: String) {
        let error = #expect(throws: GenerationError.self) {
            _ = try NativeSystemCalls(header: header)
        }
        #expect(error?.message.hasPrefix("cannot renumber system calls: no table") == true)
    }

    @Test func `what enters the kernel is told from what only looks like it`() {
        let listing = """
            Disassembly of section .text:

            0000000000000000 <syscall>:
               0:\tsyscall
               2:\tsysenter
               4:\tint    $0x80
               6:\tint    $0x81
               8:\tcall   0 <syscall>
               d:\tint3
              10:\tcs syscall
            """
        #expect(SystemCallSites.count(in: Array(listing.utf8)) == 4)
    }
}
