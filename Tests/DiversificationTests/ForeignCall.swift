import Testing

/// A way into the kernel that is not the trampoline's.
struct ForeignCall: Sendable, CustomTestStringConvertible {
    let name: String
    /// C statements.
    let body: String

    var testDescription: String { name }

    /// Each would succeed, or fail with an error number, without the guard.
    static let all = [
        ForeignCall(
            name: "a system call by its native number",
            body: instruction("syscall", "39")),
        ForeignCall(
            name: "a system call by its code",
            body: instruction("syscall", "SYS_getpid")),
        ForeignCall(name: "the 32-bit entry", body: instruction("int $0x80", "20")),
        ForeignCall(
            name: "a number of x32", body: instruction("syscall", "0x40000000 | 39")),
        ForeignCall(
            name: "code made at run time",
            body: """
                unsigned char *page = mmap(0, 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                memcpy(page, "\\xb8\\x27\\0\\0\\0\\x0f\\x05\\xc3", 8);
                ((int (*)(void))page)();
                """),
        ForeignCall(
            name: "a forked child",
            body: """
                int status;
                if (fork() == 0) { \(instruction("syscall", "39")) _exit(0); }
                wait(&status);
                if (WIFSIGNALED(status)) raise(WTERMSIG(status));
                """),
        ForeignCall(
            name: "a second thread",
            body: """
                pthread_t thread;
                pthread_create(&thread, 0, stray, 0);
                pthread_join(thread, 0);
                """),
    ]

    private static func instruction(_ operation: String, _ number: String) -> String {
        """
        long result;
        __asm__ volatile("\(operation)" : "=a"(result) : "a"(\(number)) : "rcx", "r11", "memory");
        """
    }

    var source: String {
        """
        #include <pthread.h>
        #include <signal.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <sys/wait.h>
        #include <unistd.h>
        static void *stray(void *nothing) { \(Self.instruction("syscall", "39")) return nothing; }
        int main(void) {
            (void)stray;
            write(1, "before\\n", 7);
        \(body)
            write(1, "after\\n", 6);
            return 0;
        }
        """
    }
}
