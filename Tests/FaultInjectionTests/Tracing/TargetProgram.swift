import FaultInjection
import Foundation
import Glibc
import Testing

/// A small program, compiled into a temporary folder that goes with the test process.
struct TargetProgram {
    private static let folder: String = {
        let path = "\(NSTemporaryDirectory())thrice-targets-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TargetProgram.folder) }
        return path
    }()

    let path: String

    /// - Parameter flags: also what it is called by: the same ones and source are built once.
    init(_ name: String, _ flags: [String] = [], compiler: String = "cc") throws {
        path = "\(Self.folder)/\(([compiler, name] + flags).joined(separator: "_"))"
        if FileManager.default.fileExists(atPath: path) { return }
        let source = try #require(Self.sources[name])
        try source.write(toFile: path + ".c", atomically: true, encoding: .utf8)
        let process = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: [compiler, "-O1", "-o", path, path + ".c"] + flags)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// The source of one of the project's own ensembles.
    init(variant name: String, _ flags: [String], compiler: String) throws {
        path = "\(Self.folder)/\(([compiler, name] + flags).joined(separator: "_"))"
        if FileManager.default.fileExists(atPath: path) { return }
        let process = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: [compiler, "-o", path, "variants/\(name)/\(name).c"] + flags + ["-lm"])
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// What stands in the files of an ensemble's demands, a demand a line.
    static func demands(of name: String) throws -> [String] {
        let folder = "variants/\(name)/demands"
        return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { file in
            try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
    }

    func start(_ budget: TargetBudget = TargetBudget()) throws -> TracedTarget {
        try TracedTarget(TracedCommand([path]), budget: budget)
    }

    static func script(_ text: String) throws -> TracedCommand {
        let path = "\(folder)/\(UUID().uuidString).sh"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o755)
        return TracedCommand([path], environment: ["PATH=/usr/bin:/bin"])
    }

    /// One of `Tests/Fixtures/tracing/`.
    static func fixture(_ name: String) -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Fixtures/tracing/\(name).c")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }

    private static let sources = [
        "sum": sum, "modes": modes, "bytes": bytes, "thread": thread,
        "shapes": ShapesProgram.source, "running": RunningProgram.source, "changing": changing,
        "calls": fixture("calls"), "clocks": fixture("clocks"),
    ]

    /// Adds what `sum` tells to a total that is never reset. "where" is answered with the addresses
    /// of two instructions and of a variable.
    private static let sum = """
        #include <stdio.h>
        #include <stdlib.h>
        extern char general[], vector[];
        unsigned long total, offset;
        static unsigned long next(unsigned long n) {
            unsigned long result;
            __asm__ volatile("mov %1, %%rbx\\n.globl general\\ngeneral: lea 1(%%rbx), %0\\n"
                "movq %0, %%xmm3\\n.globl vector\\nvector: movq %%xmm3, %0"
                : "=a"(result) : "r"(n) : "rbx", "xmm3");
            return result;
        }
        int main(void) {
            char line[64];
            while (fgets(line, sizeof line, stdin)) {
                if (*line == 'w') {
                    printf("%lu %lu %lu\\n", (unsigned long)general, (unsigned long)vector,
                        (unsigned long)&offset);
                } else {
                    unsigned long n = strtoul(line, 0, 10);
                    for (unsigned long i = 0; i < n; i++) total += next(i);
                    printf("%lu\\n", total + offset);
                }
                fflush(stdout);
            }
        }
        """

    /// Does whatever `mode` says; "where" is answered with its address.
    private static let modes = """
        #define _GNU_SOURCE
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        volatile int mode;
        static void children(void) {
            if (fork() == 0) for (;;) pause();
            if (fork() == 0) for (;;) ;
            if (fork() == 0) {
                setsid();
                for (int i = 0; i < 3; i++) if (fork() == 0) { setsid(); break; }
                for (;;) if (write(1, "x\\n", 2) < 0) pause();
            }
        }
        static void act(const char *line) {
            switch (mode) {
            case 1: *(volatile int *)0 = 1; break;
            case 2: for (;;) ;
            case 3: { char more[8]; if (read(0, more, 8) < 0) return; break; }
            case 4: for (;;) if (write(1, "0123456789abcdef", 16) < 0) return;
            case 5: children(); break;
            case 6: _exit(0);
            case 7: abort();
            case 8: for (;;) pause();
            case 9: close(1); for (;;) pause();
            case 10: if (write(1, "one\\ntwo\\nthree", 13) < 0) return; _exit(3);
            case 11: raise(SIGSTOP);
            case 12: if (write(1, "part", 4) < 0) return; _exit(7);
            }
            char answer[128];
            int count = *line == 'w' ? sprintf(answer, "%lu\\n", (unsigned long)&mode)
                : sprintf(answer, "%d %s", mode, line);
            if (write(1, answer, count) < 0) exit(1);
            switch (mode) {
            case 13: for (;;) ;
            case 14: for (;;) pause();
            case 15: raise(SIGSTOP);
            }
        }
        int main(void) {
            char line[64];
            ssize_t count;
            while ((count = read(0, line, sizeof line - 1)) > 0) {
                line[count] = 0;
                act(line);
            }
        }
        """

    /// Reads one byte at a time, and writes one at a time.
    private static let bytes = """
        #include <unistd.h>
        int main(void) {
            char byte;
            while (read(0, &byte, 1) == 1) {
                char answer = byte == '\\n' ? byte : (char)(byte + 1);
                if (write(1, &answer, 1) < 1) return 1;
            }
        }
        """

    /// Changes a constant in its own code, and makes code in memory of its own.
    private static let changing = """
        #include <stdio.h>
        #include <string.h>
        #include <sys/mman.h>
        __attribute__((noinline, aligned(4096))) static int constant(int x) {
            __asm__ volatile(".globl place\\nplace: addl $0x01020304, %0" : "+r"(x));
            return x;
        }
        extern unsigned char place[];
        int main(void) {
            char line[64];
            int (*made)(void) = mmap(0, 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            unsigned char code[] = {0xb8, 1, 0, 0, 0, 0xc3};
            while (fgets(line, sizeof line, stdin)) {
                int sum = 0;
                for (int round = 0; round < 4; round++) {
                    for (int i = 0; i < 30; i++) sum += constant(i);
                    unsigned char *page = (unsigned char *)((unsigned long)place & ~4095ul);
                    mprotect(page, 8192, 7);
                    for (int i = 0; i < 8; i++)
                        if (place[i] == 4 + round && place[i + 1] == 3) place[i]++;
                    for (int i = 0; i < 5; i++) sum += constant(i);
                    mprotect(page, 8192, 5);
                    code[1] = (unsigned char)(line[0] + round);
                    memcpy((void *)made, code, sizeof code);
                    for (int i = 0; i < 20; i++) sum += made();
                }
                printf("%d\\n", sum);
                fflush(stdout);
            }
        }
        """

    private static let thread = """
        #include <pthread.h>
        #include <unistd.h>
        static void *run(void *none) { for (;;) pause(); return none; }
        int main(void) {
            char byte;
            pthread_t other;
            while (read(0, &byte, 1) == 1) pthread_create(&other, 0, run, 0);
        }
        """
}

extension TracedTarget {
    func advance(_ text: String) throws -> String {
        String(decoding: try advance(Array(text.utf8)), as: UTF8.self)
    }

    func begin(_ text: String) throws { try begin(Array(text.utf8)) }

    /// As its answer to "where" tells them.
    func places() throws -> [UInt64] {
        try advance("where").split(separator: " ").compactMap { UInt64($0) }
    }

    /// Living processes with its mark, but for itself.
    var strangers: [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { process in
            let bytes = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
            return process != number
                && bytes.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
        }
    }
}

extension CopyEnd {
    var text: String { String(decoding: answer, as: UTF8.self) }
}
