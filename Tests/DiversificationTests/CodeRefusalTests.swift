import Diversification
import Testing

/// Programs whose enumerations, codes, calls, locals and threads stay as they are.
struct CodeRefusalTests {
    @Test(arguments: enumerations + codes + calls + globals + locals + threads)
    func `what may be seen is left alone`(refusal: RefusalTests.Refusal) throws {
        let program = CProgram(source: refusal.source)
        for seed in UInt64(1)...6 {
            let (text, applied) = try program.rewritten(by: [refusal.transform], seed: seed)
            #expect(text == refusal.source)
            #expect(applied.map(\.sites) == [0])
        }
    }

    /// Without what is refused the same little programs do change.
    @Test(arguments: [
        enumeration("plain", "int f(enum Light l) { return l == RED; }"),
        code("plain", "static int s;\nint f(void) { if (s == 1) s = 2; return s == 2; }"),
        local("plain", "int f(void) { int a[2]; a[0] = 1; return a[0]; }"),
        .init("globals: plain", PadGlobals(), "int a = 1;\n"),
        .init(
            "calls: plain", RenumberCalls(bodyBytesMin: 0),
            "static int g(void) { return 1; }\nint f(void) { return g(); }"),
        .init(
            "threads: plain", PerturbThreadSchedule(),
            """
            #include <pthread.h>
            int f(pthread_t *t, void *(*h)(void *)) { return pthread_create(t, 0, h, 0); }
            """),
    ])
    func `what nobody sees changes`(plain: RefusalTests.Refusal) throws {
        let sites = try (UInt64(1)...6).map { seed in
            try CProgram(source: plain.source).rewritten(by: [plain.transform], seed: seed)
                .applied[0].sites
        }
        #expect(sites.contains { $0 > 0 })
    }

    @Test func `an enumeration that another unit names keeps its numbers`() throws {
        let source = """
            enum Light { RED, GREEN };
            int f(enum Light l) { return l == GREEN; }
            \(Self.main)
            """
        func sites(elsewhere: Set<String>) throws -> Int {
            let others = OtherUnits(names: elsewhere)
            var rewriting = Rewriting(seed: 1)
            rewriting.transforms = [RenumberEnumerations()]
            let unit = ProgramUnit(SourceText(source), path: "light.c", others: others)
            return try rewriting.apply(to: [unit]).1[0].sites
        }
        #expect(try sites(elsewhere: []) == 1)
        #expect(try sites(elsewhere: ["RED"]) == 0)
        #expect(try sites(elsewhere: ["f"]) == 0)
        let library = source.replacingOccurrences(of: "main", with: "start")
        #expect(
            try CProgram(source: library).rewritten(by: [RenumberEnumerations()], seed: 1).text
                == library)
    }

    /// A program without it may be used by anyone.
    private static let main = "\nint main(void) { return 0; }\n"

    private static func enumeration(_ name: String, _ source: String) -> RefusalTests.Refusal {
        .init(
            "enumeration: " + name, RenumberEnumerations(),
            "enum Light { RED, AMBER, GREEN };\n" + source + main)
    }

    private static let enumerations: [RefusalTests.Refusal] = [
        enumeration("given to another file", "void g(enum Light);\nvoid f(void) { g(RED); }"),
        enumeration("given by another file", "enum Light g(void);\nint f(void) { return !g(); }"),
        enumeration(
            "reached by another file",
            "struct S { enum Light *at; };\nvoid g(struct S *);\nvoid f(struct S *s) { g(s); }"),
        enumeration(
            "variable of another file",
            "extern enum Light light;\nint f(void) { return light == RED; }"),
        enumeration(
            "bit-field",
            "struct S { enum Light light : 2; };\nint f(struct S s) { return s.light == RED; }"),
        enumeration(
            "compared with another",
            "enum Other { X, Y };\nint f(enum Other o) { return o == AMBER; }"),
        enumeration("named by another's constant", "enum Other { X = AMBER + 5 };"),
        enumeration(
            "range of cases",
            """
            int f(enum Light l) { switch (l) { case RED ... AMBER: return 1; default: return 0;
            } }
            """
        ),
        enumeration(
            "case among numbers",
            """
            int f(int n) { switch (n + 0) { case AMBER: return 1; case 7: return 2;
            default: return 0; } }
            """
        ),
        enumeration(
            "in the preprocessor", "#define FIRST RED\nint f(enum Light l) { return l == AMBER; }"),
        enumeration(
            "in an attribute",
            """
            int f(enum Light l) { __attribute__((aligned(AMBER + 7))) int n = l == RED;
            return n; }
            """
        ),
        enumeration(
            "conversion to floating point", "double f(enum Light l) { double d = l; return d; }"),
        enumeration(
            "assembly", "int f(void) { int n; __asm__(\"\" : \"=r\"(n) : \"0\"(AMBER)); return n; }"
        ),
        enumeration("statement expression", "int f(void) { return ({ int n = AMBER; n; }); }"),
        enumeration("static assertion", "_Static_assert(GREEN == 2, \"\");"),
        enumeration(
            "variadic argument",
            """
            #include <stdarg.h>
            enum Light f(int n, ...) { va_list l; va_start(l, n); return va_arg(l, enum Light);
            }
            """
        ),
        enumeration(
            "written as bytes",
            """
            #include <stdio.h>
            struct S { enum Light light; };
            void f(struct S *s) { fwrite(s, sizeof *s, 1, stdout); }
            """
        ),
        enumeration(
            "subscript of a designator",
            "static int t[3] = {[AMBER] = 5};\nint f(void) { return t[1]; }"),
        .init(
            "enumeration: negative", RenumberEnumerations(),
            "enum E { BAD = -1, GOOD };\nint f(enum E e) { return e == BAD; }" + main),
        .init(
            "enumeration: packed", RenumberEnumerations(),
            "enum __attribute__((packed)) E { A, B };\nint f(enum E e) { return e == A; }" + main),
        .init(
            "enumeration: made by a macro", RenumberEnumerations(),
            "#define LIST A, B\nenum E { LIST };\nint f(enum E e) { return e == A; }" + main),
        .init(
            "enumeration: under a condition", RenumberEnumerations(),
            """
            enum E { A,
            #ifdef WIDE
            W,
            #endif
            B };
            int f(enum E e) { return e == A; }
            """ + main),
        .init(
            "enumeration: wider than its holder", RenumberEnumerations(),
            """
            enum E { A = 1, B = 257 };
            int f(int n) { char c; if (n > 3) c = A; else c = B; return c == A; }
            """
                + main),
        .init(
            "enumeration: wider than a cast", RenumberEnumerations(),
            "enum E { A = 1, B = 257 };\nint f(enum E e) { return (signed char)e == A; }" + main),
    ]

    private static func code(_ name: String, _ source: String) -> RefusalTests.Refusal {
        .init(
            "code: " + name, RenumberCodes(), source.contains("main(") ? source : source + main)
    }

    private static let codes: [RefusalTests.Refusal] = [
        code("status of the program", "int main(void) { int n = 3; if (n == 3) n = 4; return n; }"),
        code(
            "from a macro",
            "#define ON 1\nstatic int s;\nint f(void) { if (s == ON) s = 2; return s == 2; }"),
        code("never compared", "static int s;\nvoid f(int n) { if (n > 1) s = 1; else s = 2; }"),
        code(
            "volatile",
            """
            static volatile int s;
            int f(void) { if (s == 1) s = 2; return s == 2; }
            """),
        code(
            "with an attribute",
            """
            static int s __attribute__((section(\"x\")));
            int f(void) { if (s == 1) s = 2; return s == 2; }
            """
        ),
        code(
            "parameters of a function whose address is taken",
            """
            static int g(int n) { return n == 1 || n == 2; }
            int (*h)(int) = g;
            int f(void) { return g(1) + g(2); }
            """
        ),
        code(
            "other bases and suffixes",
            "static long s;\nint f(void) { if (s == 0x1) s = 2l; return s == 2; }"),
        code("characters", "static int s;\nint f(void) { if (s == 'a') s = 2; return s == 3; }"),
        code("flags", "static int s;\nint f(void) { if (s == 1) s = 2; return s & 2; }"),
        code(
            "truth of a comparison",
            "static int s;\nint f(int n) { s = n < 3; return s == 1 || s == 2; }"),
        code(
            "incremented", "static int s;\nint f(void) { if (s == 1) s = 2; s++; return s == 2; }"),
        code(
            "cast from a pointer",
            "static long s;\nint f(char *p) { s = (long)p; return s == 1 || s == 2; }"),
    ]

    private static let calls: [RefusalTests.Refusal] = [
        .init(
            "calls: variadic", RenumberCalls(bodyBytesMin: 0),
            "static int g(int n, ...) { return n; }\nint f(void) { return g(1, 2); }"),
        .init(
            "calls: without prototype", RenumberCalls(bodyBytesMin: 0),
            "static int g() { return 1; }\nint f(void) { return g(); }"),
        .init(
            "calls: inline", RenumberCalls(bodyBytesMin: 0),
            "static inline int g(void) { return 1; }\nint f(void) { return g(); }"),
        .init(
            "calls: external", RenumberCalls(bodyBytesMin: 0),
            "int g(void) { return 1; }\nint f(void) { return g(); }"),
        .init(
            "calls: in loops", RenumberCalls(bodyBytesMin: 0),
            "static int g(void) { return 1; }\nvoid f(void) { while (g()) ; }"),
        .init(
            "calls: from macros", RenumberCalls(bodyBytesMin: 0),
            "#define CALL g()\nstatic int g(void) { return 1; }\nint f(void) { return CALL; }"),
        .init(
            "calls: of short functions", RenumberCalls(),
            "static int g(void) { return 1; }\nint f(void) { return g(); }"),
        .init(
            "calls: name taken", RenumberCalls(bodyBytesMin: 0),
            "static int g(void) { return 1; }\nint f(int thrice_calls_0) { return g(); }"),
    ]

    private static let globals: [RefusalTests.Refusal] = [
        .init(
            "globals: with attributes", PadGlobals(), "__attribute__((section(\"s\"))) int a = 1;\n"
        ),
        .init("globals: of other files", PadGlobals(), "extern int a;\n"),
        .init("globals: with pragmas", PadGlobals(), "#pragma GCC optimize 1\nint a;\n"),
        .init("globals: name taken", PadGlobals(), "int thrice_gap_0;\n"),
    ]

    private static func local(_ name: String, _ source: String) -> RefusalTests.Refusal {
        .init("locals: " + name, MoveLocalsToStatic(), source + main)
    }

    private static let locals: [RefusalTests.Refusal] = [
        local(
            "constant", "int f(void) { const int a = 1; const int b[2] = {1}; return a + b[0]; }"),
        local(
            "struct with a constant field",
            "struct S { const int a; int b; };\nint f(struct S s) { struct S t = s; return t.a; }"),
        local(
            "of variable length", "int f(int n) { int a[n]; int (*p)[n] = &a; return sizeof *p; }"),
        local("register", "int f(void) { register int a = 1; return a; }"),
        local("volatile", "int f(void) { volatile int a[2]; return a[0] = 1; }"),
        local(
            "restrict",
            "int f(int *b) { int *restrict a = b; int *restrict c[2]; c[0] = a; return *c[0]; }"),
        local("initialised in braces", "int f(void) { int a[2] = {1, 2}; return a[1]; }"),
        local("initialised by a string", "int f(void) { char a[] = \"x\"; return a[0]; }"),
        local("of a loop", "int f(void) { for (int i = 0; i < 2; i++) ; return 0; }"),
        local(
            "several in one declaration",
            "int f(void) { int a[2], b[2]; a[0] = b[0] = 1; return a[0]; }"),
        local("of inline functions", "inline int f(void) { int a[2]; a[0] = 1; return a[0]; }"),
        local(
            "of threads",
            """
            #include <pthread.h>
            int g(pthread_t *t, void *(*h)(void *)) { int a[2]; a[0] = 1;
            return pthread_create(t, 0, h, a); }
            """
        ),
        local(
            "of handlers",
            """
            #include <signal.h>
            static void h(int n) { int a[2]; a[0] = n; (void)a; }
            void f(void) { signal(2, h); }
            """
        ),
        local(
            "of parallel regions",
            "int f(void) {\n#pragma omp parallel\n{ int a[2]; a[0] = 1; (void)a; }\nreturn 0; }"),
        local(
            "of destructors",
            """
            static void g(void) { int a[2]; a[0] = 1; (void)a; }
            __attribute__((destructor)) static void f(void) { g(); }
            """
        ),
        local(
            "around setjmp",
            """
            #include <setjmp.h>
            jmp_buf b;
            int f(void) { int a[2]; a[0] = 1; return setjmp(b) + a[0]; }
            """
        ),
        local(
            "called by assembly",
            "__asm__(\"call f\");\nint f(void) { int a[2]; a[0] = 1; return a[0]; }"),
    ]

    private static let threads: [RefusalTests.Refusal] = [
        .init(
            "threads: none", PerturbThreadSchedule(),
            "#include <pthread.h>\nint f(pthread_mutex_t *m) { return pthread_mutex_lock(m); }"),
        .init(
            "threads: real time", PerturbThreadSchedule(),
            """
            #include <pthread.h>
            int f(pthread_t *t, void *(*h)(void *)) { struct sched_param p = {1};
            pthread_create(t, 0, h, 0); return pthread_setschedparam(*t, SCHED_FIFO, &p); }
            """
        ),
        .init(
            "threads: line numbers", PerturbThreadSchedule(),
            """
            #include <pthread.h>
            int f(pthread_t *t, void *(*h)(void *)) { pthread_create(t, 0, h, 0);
            return __LINE__; }
            """
        ),
    ]
}
