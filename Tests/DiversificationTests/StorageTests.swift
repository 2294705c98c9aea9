import Diversification
import Foundation
import Testing

/// Calls through tables, gaps between variables, locals in other places.
struct StorageTests {
    @Test func `calls go through tables at seeded numbers`() throws {
        let calling = """
            static int both(int n) {
                return next(twice(n));
            }
            static int twice(int n) { return 2 * n; }
            int main(void) {
                say("both");
                for (int i = 0; i < 3; i++) printf("%d\\n", both(i));
                int got = twice(both(4));
                say("end");
                return next(got) == 19 ? 0 : got;
            }

            """
        let head = """
            #include <stdio.h>
            static int twice(int n);
            static int next(int n) { return n + 1; }
            static void say(const char *what) { puts(what); }

            """
        let table = "static __typeof__(twice) *const volatile thrice_calls_0[4]"
        let called =
            calling.replacingOccurrences(of: "twice(n))", with: "thrice_calls_0[2](n))")
            .replacingOccurrences(
                of: "twice(both(4))", with: "thrice_calls_0[2](thrice_calls_0[3](4))")
        try expectRewritten(
            RenumberCalls(bodyBytesMin: 0), seed: 2, head + calling,
            becomes: head + table + ";\n" + called + "\n" + table
                + " = {twice, twice, twice, both};\n",
            sites: 1, moved: 3)
    }

    @Test func `gaps lie between variables of one kind`() throws {
        try expectRewritten(
            PadGlobals(), seed: 1,
            """
            #include <stdio.h>
            static int a = 1;
            static int b, c[4];
            static const char *const names[] = {"x", "y"};
            static const int limit = 3;
            extern int d;
            int d;
            int e = 2;
            int main(void) { printf("%d %s\\n", a + b + c[1] + d + e + limit, names[1]); }
            """,
            becomes: """
                #include <stdio.h>
                char thrice_gap_2ada810d_0[128] = {1}; static int a = 1;
                char thrice_gap_2ada810d_1[208] = {0}; static int b, c[4];
                static const char *const names[] = {"x", "y"};
                static const int limit = 3;
                extern int d;
                char thrice_gap_2ada810d_2[208] = {0}; int d;
                int e = 2;
                int main(void) { printf("%d %s\\n", a + b + c[1] + d + e + limit, names[1]); }
                """,
            sites: 3, moved: 3)
    }

    @Test func `locals become static where one activation runs at a time`() throws {
        try expectRewritten(
            MoveLocalsToStatic(), seed: 1,
            """
            #include <stdio.h>
            #include <string.h>
            struct Pair { int left, right; };
            static struct Pair pair(int n) { return (struct Pair){n, 2 * n}; }
            static int sum(int n) {
                int total = 0;
                struct Pair last = pair(n);
                int *cell = &total;
                for (int i = 0; i < n; i++) {
                    char text[16];
                    strcpy(text, "abc");
                    *cell += (int)strlen(text) * i + last.right;
                }
                return total;
            }
            int main(void) {
                int first = sum(3);
                int second = sum(5);
                printf("%d %d\\n", first, second);
            }
            """,
            becomes: """
                #include <stdio.h>
                #include <string.h>
                struct Pair { int left, right; };
                static struct Pair pair(int n) { return (struct Pair){n, 2 * n}; }
                static int sum(int n) {
                    int total = 0;
                    static struct Pair last; last = pair(n);
                    int *cell = &total;
                    for (int i = 0; i < n; i++) {
                        static char text[16];
                        strcpy(text, "abc");
                        *cell += (int)strlen(text) * i + last.right;
                    }
                    return total;
                }
                int main(void) {
                    int first = sum(3);
                    int second = sum(5);
                    printf("%d %d\\n", first, second);
                }
                """,
            sites: 2, moved: 2)
    }

    @Test func `a comment that ends like a declarator does not matter`() throws {
        let head = "static int get(const int *n) { return *n; }\nint main(void) { "
        let program = CProgram(
            source: head + "int n // is now =\n = // it =\n 5; return get(&n); }")
        let texts = try program.texts(by: MoveLocalsToStatic()).texts
        let moved = head + "static int n; n = 5; return get(&n); }"
        #expect(Set(texts) == [program.source, moved])
    }

    @Test func `locals change places around calls of unknown functions`() throws {
        try expectRewritten(
            PermuteLocals(), seed: 1,
            """
            #include <stdio.h>
            int main(void) {
                int a = getchar();
                int b, *c, d = 3, e[2];
                char text[8];
                int f = getchar(), g;
                b = a; c = &b; g = *c; e[0] = g; text[0] = 'x';
                printf("%d %d %d %c\\n", f, d, e[0], text[0]);
            }
            """,
            becomes: """
                #include <stdio.h>
                int main(void) {
                    int a = getchar();
                    int e[2], b, *c, d = 3;
                    int f = getchar(), g;
                    char text[8];
                    b = a; c = &b; g = *c; e[0] = g; text[0] = 'x';
                    printf("%d %d %d %c\\n", f, d, e[0], text[0]);
                }
                """,
            sites: 2, moved: 6)
    }

    private func behaviour(of source: String, _ compiler: [String]) throws -> String {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(arguments: compiler + ["-o", path, "\(path).c"])()
        guard build.hasSucceeded else { return "does not build: \(build.errorText)" }
        let run = ToolRun(arguments: [path], timeLimit: .seconds(10))()
        return String(decoding: run.output, as: UTF8.self) + "\(run.ending)"
    }

    /// Without headers, which not every compiler finds by itself.
    private static let portable = """
        int printf(const char *format, ...);
        enum State { IDLE, BUSY, DONE };
        struct Machine { enum State state; int count; };
        static const int limits[4] = {3, 1, 4, 1};
        static int total, mode = 1;
        static struct Machine machine;
        static int clamp(int value, int limit) {
            int result = value;
            if (value > limit) result = limit;
            return result;
        }
        static enum State next(enum State state) {
            switch (state) {
            case IDLE: return BUSY;
            case BUSY: return DONE;
            default: return IDLE;
            }
        }
        static int step(int input) {
            int scratch[4], *cell, spare;
            cell = scratch;
            int got = clamp(input, limits[input % 4]);
            struct Machine before = machine;
            scratch[0] = got;
            machine.state = next(machine.state);
            machine.count = before.count + *cell;
            if (mode == 1) mode = 2; else if (mode == 2) mode = 3; else mode = 1;
            return machine.state == DONE ? 5 : 6;
        }
        int main(void) {
            for (int i = 0; i < 8; i++) {
                int outcome = step(i);
                if (outcome == 5) total += i;
            }
            int last = step(9);
            printf("%d %d %d %d\\n", total, machine.count, mode == 3, last == 5);
            return 0;
        }

        """

    private static let compilers = [
        "gcc -O2 -w", "clang -O2 -w", "tcc -w", "pcc -O", "chibicc",
    ].map { $0.split(separator: " ").map(String.init) }
        .filter { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0[0])") }

    @Test(.timeLimit(.minutes(15)), arguments: compilers)
    func `all compilers agree on what the transforms write`(compiler: [String]) throws {
        let transforms: [any Transform] = [
            RenumberEnumerations(), RenumberCodes(), PermuteLocals(), MoveLocalsToStatic(),
            PadGlobals(), RenumberCalls(bodyBytesMin: 0),
        ]
        let program = CProgram(source: Self.portable)
        let expected = try behaviour(of: Self.portable, compiler)
        try #require(expected.hasSuffix("exit status 0"))
        var changed: Set<String> = []
        for seed in UInt64(2)...4 {
            let (text, applied) = try program.rewritten(by: transforms, seed: seed)
            changed.formUnion(applied.filter { $0.sites > 0 }.map(\.name))
            #expect(try behaviour(of: text, compiler) == expected)
        }
        #expect(changed == Set(transforms.map(\.name)))
    }

    @Test func `tables and gaps survive optimisation`() throws {
        let text = try CProgram(source: Self.portable)
            .rewritten(by: [PadGlobals(), RenumberCalls(bodyBytesMin: 0)], seed: 2).text
        let directory = try TemporaryDirectory()
        try text.write(toFile: "\(directory.path)/p.c", atomically: true, encoding: .utf8)
        for compiler in ["gcc", "clang"] where Self.compilers.contains(where: { $0[0] == compiler })
        {
            let object = "\(directory.path)/\(compiler).o"
            let build = ToolRun(
                arguments: [compiler, "-O3", "-w", "-c", "-o", object, "\(directory.path)/p.c"])()
            try #require(build.hasSucceeded)
            let names = String(
                decoding: ToolRun(arguments: ["nm", object])().output, as: UTF8.self)
            #expect(names.contains(" thrice_gap_"))
            #expect(names.contains("thrice_calls_0"))
        }
    }
}
