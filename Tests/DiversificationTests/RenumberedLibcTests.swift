import Diversification
import Foundation
import Testing

/// Programs whose system calls are renumbered behave as before, unless they go astray.
@Suite(.timeLimit(.minutes(15)))
struct RenumberedLibcTests {
    private static let launch =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/variants/launch"

    /// Without chibicc, which does not take musl's headers.
    private static let toolchains = GuardedProgram.search.toolchains()
        .filter { $0.library.kind == .musl && $0.compiler.frontEnd != .chibicc }

    @Test(arguments: toolchains)
    func `launch answers all demands as the original does, whoever compiles it`(
        musl: Toolchain
    ) throws {
        let directory = try TemporaryDirectory()
        let linker = try #require(GuardedProgram.compilers.first)
        let toolchain = try GuardedProgram.libc().toolchain(inPlaceOf: musl, linker: linker)
        #expect(toolchain.name == "\(musl.compiler.name)+musl-renumbered")
        let exact = ["gcc", "clang"].contains(musl.compiler.frontEnd.rawValue)
        for command in [
            toolchain.compile(
                Self.launch + "/launch.c", to: "launch.o", flags: exact ? ["-ffp-contract=off"] : []
            ),
            toolchain.link(["launch.o"], to: "launch", flags: []),
        ] {
            let build = ToolRun(arguments: command, directory: directory.path)()
            try #require(build.hasSucceeded, "\(build.errorText)")
        }
        let original = try #require(Self.original)
        let variant = ToolRun(
            arguments: ["\(directory.path)/launch"], input: Self.launch + "/demands/demands.txt")()
        #expect(variant.hasSucceeded)
        #expect(variant.output == original)
    }

    /// What launch answers when it is built by gcc with glibc, 2,000 lines.
    private static let original: [UInt8]? = {
        guard let directory = try? TemporaryDirectory() else { return nil }
        let program = "\(directory.path)/launch"
        let build = ToolRun(
            arguments: [
                "gcc", "-std=c11", "-O1", "-ffp-contract=off", "-o", program,
                launch + "/launch.c", "-lm",
            ])()
        let run = ToolRun(arguments: [program], input: launch + "/demands/demands.txt")()
        guard build.hasSucceeded, run.hasSucceeded,
            run.output.count(where: { $0 == UInt8(ascii: "\n") }) == 2000
        else { return nil }
        return run.output
    }()

    @Test(arguments: GuardedProgram.compilers)
    func `processes, threads, signals, files and clocks work`(compiler: Compiler) throws {
        let program = try GuardedProgram(GuardedSources.everyday, compiler: compiler)
        #expect(program.behaviour() == GuardedSources.everydayOutput + "exit status 0")
    }

    @Test func `a thread is cancelled anywhere on its way into a blocking call`() throws {
        let program = try GuardedProgram(GuardedSources.cancellation, flags: ["-O1"])
        #expect(program.behaviour() == GuardedSources.cancellationOutput + "exit status 0")
    }

    @Test(arguments: ForeignCall.all)
    func `a way into the kernel besides the trampoline kills`(foreign: ForeignCall) throws {
        let program = try GuardedProgram(foreign.source)
        #expect(program.behaviour() == "before\nkilled by signal 31")
    }

    @Test func `the guard is in force before the first constructor`() throws {
        let program = try GuardedProgram(
            """
            __attribute__((constructor(101))) static void early(void) {
                __asm__ volatile("syscall" : : "a"(39) : "rcx", "r11", "memory");
            }
            int main(void) { return 0; }
            """)
        #expect(program.behaviour() == "killed by signal 31")
    }

    @Test(arguments: [39, 59, 231, 0x4000_0027, -1])
    func `a native number through the trampoline kills`(number: Int) throws {
        let program = try GuardedProgram(GuardedSources.saying(number))
        #expect(program.behaviour() == "before\nkilled by signal 4")
    }

    @Test func `a program that handles the signal of it dies all the same`() throws {
        let program = try GuardedProgram(
            """
            #include <setjmp.h>
            #include <signal.h>
            #include <unistd.h>
            static sigjmp_buf before;
            static void survive(int number) { siglongjmp(before, number); }
            int main(void) {
                signal(SIGILL, survive);
                if (sigsetjmp(before, 1) == 0) syscall(39);
                write(1, "after\\n", 6);
                return 0;
            }
            """)
        #expect(program.behaviour() == "killed by signal 4")
    }

    @Test func `no code of another variant's is a call`() throws {
        let own = Set(try GuardedProgram.libc().codes.codes.map(\.value))
        let foreign = try GuardedProgram.libc(seed: 8).codes.codes
        let code = try #require(foreign.first { $0.call.name == "getpid" })
        #expect(own.isDisjoint(with: foreign.map(\.value)))
        let program = try GuardedProgram(GuardedSources.saying(Int(code.value)))
        #expect(program.behaviour() == "before\nkilled by signal 4")
        let right = try GuardedProgram(GuardedSources.saying(Int(code.value)), seed: 8)
        #expect(right.behaviour() == "before\nafter\nexit status 0")
    }

    @Test func `codes are constants of the language, and name all calls but those to others`()
        throws
    {
        let program = try GuardedProgram(
            """
            #include <stdio.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            #if SYS_getpid < 65536 || defined SYS_execve
            #error "no codes"
            #endif
            static int is(long code) {
                switch (code) { case SYS_getpid: return 1; case __NR_getppid: return 2; }
                return 0;
            }
            int main(void) {
                printf("%d\\n", is(__NR_getpid) == 1 && syscall(SYS_getpid) == getpid());
                return 0;
            }
            """)
        #expect(program.behaviour() == "1\nexit status 0")
    }

    @Test func `a program that starts another one does not link`() throws {
        _ = try GuardedProgram.libc()
        let error = #expect(throws: GuardedProgram.BuildFailure.self) {
            _ = try GuardedProgram("#include <stdlib.h>\nint main(void) { return system(\":\"); }")
        }
        #expect(error?.text.contains("undefined reference to `thrice_code_execve'") == true)
    }

    @Test func `a program of several files has one site that enters the kernel`() throws {
        let program = try GuardedProgram(GuardedSources.everyday)
        let directory = try TemporaryDirectory()
        let compiler = try program.libc.command(
            for: try #require(GuardedProgram.compilers.first))
        for (name, text) in [
            ("a", "#include <stdio.h>\nint b(void); int main(void) { return printf(\"\"), b(); }"),
            ("b", "#include <unistd.h>\nint b(void) { return getpid() > 0 ? 5 : 6; }"),
        ] {
            let file = "\(directory.path)/\(name).c"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let build = ToolRun(
                arguments: ["sh", compiler, "-c", "\(name).c"], directory: directory.path)()
            #expect(build.hasSucceeded, "\(build.errorText)")
        }
        let linked = "\(directory.path)/ab"
        let link = ToolRun(
            arguments: [
                "sh", compiler, "-pie", "-s", "-o", linked, "a.o", "b.o", "-lm", "-lpthread",
            ],
            directory: directory.path)()
        #expect(link.hasSucceeded, "\(link.errorText)")
        #expect(ToolRun(arguments: [linked])().ending == .exited(code: 5))
        for binary in [linked, program.path] {
            let listing = ToolRun(arguments: ["objdump", "-d", "--no-show-raw-insn", binary])()
            #expect(SystemCallSites.count(in: listing.output) == 1)
        }
    }

    @Test func `a program that cannot be guarded does not start`() throws {
        let program = try GuardedProgram("int main(void) { return 0; }")
        let directory = try TemporaryDirectory()
        let launcher = "\(directory.path)/launcher"
        try GuardedSources.launcher.write(
            toFile: "\(launcher).c", atomically: true, encoding: .utf8)
        try #require(
            ToolRun(arguments: ["gcc", "-o", launcher, "\(launcher).c"])().hasSucceeded)
        let free = ToolRun(arguments: [launcher, "allow", program.path])()
        #expect(free.ending == .exited(code: 0))
        let bound = ToolRun(arguments: [launcher, "deny", program.path])()
        #expect(bound.ending == .exited(code: 71))
        #expect(
            bound.errorText == "cannot start: the kernel takes no filter of system calls\n")
    }

    @Test func `the same seed gives the same bytes`() throws {
        let source = "#include <stdio.h>\nint main(void) { return puts(\"same\") < 0; }"
        let first = try GuardedProgram(source, seed: 11)
        let bytes = FileManager.default.contents(atPath: first.path)
        try FileManager.default.removeItem(atPath: first.libc.directory)
        let second = try GuardedProgram(source, seed: 11)
        #expect(bytes != nil && bytes == FileManager.default.contents(atPath: second.path))
        let other = try GuardedProgram(source, seed: 12)
        #expect(bytes != FileManager.default.contents(atPath: other.path))
    }

    @Test func `a compiler of another kind is refused`() throws {
        let tcc = try #require(Self.toolchains.first { $0.compiler.frontEnd == .tcc }).compiler
        let libc = try GuardedProgram.libc()
        let error = #expect(throws: GenerationError.self) { _ = try libc.command(for: tcc) }
        #expect(
            error?.message
                == "cannot renumber system calls with 'tcc': it is neither gcc nor clang")
    }
}
