import Diversification
import Testing

/// Each thing that the guard's filter looks at has a program that only that look stops.
@Suite(.timeLimit(.minutes(15)))
struct GuardTwinTests {
    struct Twin: Sendable, CustomTestStringConvertible {
        let name: String
        let check: GuardSource.Check
        /// C statements; `kernel` is the trampoline's instruction.
        let body: String

        var testDescription: String { name }
    }

    private static let twins = [
        Twin(
            name: "an instruction elsewhere", check: .pointerLowerHalf,
            body: """
                __asm__ volatile("syscall" : "=a"(result) : "a"(39) : "rcx", "r11", "memory");
                """),
        Twin(
            name: "the trampoline's address and 4 GiB", check: .pointerUpperHalf,
            body: """
                char *copy = (char *)kernel + (1L << 32);
                mmap((char *)((long)copy & -4096), 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
                     -1, 0);
                memcpy(copy, "\\x0f\\x05\\xc3", 3);
                __asm__ volatile("call *%1" : "=a"(result) : "r"(copy), "a"(39)
                                 : "rcx", "r11", "memory");
                """),
        Twin(
            name: "a 32-bit call written over the trampoline's", check: .architecture,
            body: """
                mprotect((char *)((long)kernel & -4096), 4096, 7);
                memcpy(kernel, "\\xcd\\x80", 2);
                __asm__ volatile("call *%1" : "=a"(result) : "r"(kernel), "a"(20)
                                 : "rcx", "r11", "memory");
                memcpy(kernel, "\\x0f\\x05", 2);
                """),
        Twin(
            name: "a number of x32 past the trampoline's table", check: .numberRange,
            body: """
                __asm__ volatile("call *%1" : "=a"(result) : "r"(kernel), "a"(0x40000027)
                                 : "rcx", "r11", "memory");
                """),
    ]

    @Test(arguments: twins)
    func `a stray call dies only of the look that is for it`(twin: Twin) throws {
        let source = """
            #include <string.h>
            #include <sys/mman.h>
            #include <unistd.h>
            extern char thrice_syscall_return[];
            int main(void) {
                char *kernel = thrice_syscall_return - 2;
                volatile long result;
                (void)kernel;
            \(twin.body)
                write(1, "after\\n", 6);
                return 0;
            }
            """
        #expect(try GuardedProgram(source).behaviour() == "killed by signal 31")
        let others = GuardSource.Check.allCases.filter { $0 != twin.check }
        let unguarded = try GuardedProgram(source, checks: others)
        #expect(unguarded.behaviour() == "after\nexit status 0")
    }
}
