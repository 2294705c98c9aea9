import Diversification
import Foundation
import Testing

/// Programs that a transform of data must leave as they are, whatever the seed.
struct DataRefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let transform: any Transform
        let source: String

        init(_ name: String, _ transform: any Transform, _ source: String) {
            testDescription = name
            self.transform = transform
            self.source = source
        }
    }

    @Test(arguments: variables + functions + codes + operations)
    func `data that is not fully understood keeps its form`(refusal: Refusal) throws {
        let program = CProgram(source: refusal.source)
        for seed in UInt64(1)...8 {
            let (text, applied) = try program.rewritten(by: [refusal.transform], seed: seed)
            #expect(text == refusal.source)
            #expect(applied[0].sites == 0)
        }
    }

    private static func complement(_ name: String, _ source: String) -> Refusal {
        Refusal(name, ComplementIntegers(), source)
    }

    private static let variables: [Refusal] = [
        complement("volatile", "int f(void) { volatile int a = 1; a = 2; return a; }"),
        complement("atomic", "static _Atomic int a; int f(void) { a = 2; return a; }"),
        complement("register", "int f(void) { register int a = 1; return a; }"),
        complement("thread-local", "static _Thread_local int a; int f(void) { return a++; }"),
        complement("external", "int a; extern int b; int f(void) { a = b; return a; }"),
        complement("parameter of an external function", "int f(int a) { a++; return a; }"),
        complement("sizeof", "int f(void) { int a = 1; return a + sizeof a; }"),
        complement("typeof", "int f(void) { int a = 1; __typeof__(a) *b = 0; return a + !b; }"),
        complement(
            "generic selection",
            "int f(void) { int a = 1; return _Generic(a, int: a, default: 0); }"),
        complement(
            "statement expression", "int f(void) { int a = 1; return ({ a++; a; }); }"),
        complement("macro", "#define NEXT a + 1\nint f(void) { int a = 1; return NEXT; }"),
        complement(
            "macro that ends a statement",
            "#define DONE 1; return a\nint f(void) { int a; a = DONE; }"),
        complement(
            "lines that are left out",
            "int f(void) { int a = 1;\n#ifdef MORE\n a++;\n#endif\n return a; }"),
        complement(
            "assembly", "int f(void) { int a = 1; __asm__(\"\" : \"+r\"(a)); return a; }"),
        complement("attribute", "int f(void) { int a __attribute__((unused)) = 1; return a; }"),
        complement(
            "type without a name", "static enum { off, on } mode; int f(void) { return mode; }"),
        complement(
            "type named twice",
            """
            enum E { a }; int f(void) { enum E e = a; { enum E { b }; e = b; } return e; }
            """),
        complement("declared twice", "static int a; static int a; int f(void) { return a++; }"),
        complement(
            "first value of an address",
            "static int t[2]; static long a = (long)&t; int f(void) { return a == 0; }"),
        complement("initialised with itself", "int f(void) { int a = a; return 1; }"),
        complement("stepped boolean", "int f(void) { _Bool a = 0; a++; return a; }"),
        complement("array bound", "int f(void) { int a = 2; int b[a]; return sizeof b; }"),
        complement(
            "pragma", "#pragma STDC FP_CONTRACT OFF\nint f(void) { int a = 1; return a; }"),
        complement("line numbers", "int f(void) { int a = __LINE__; return a; }"),
    ]

    private static let functions: [Refusal] = [
        complement(
            "setjmp",
            """
            #include <setjmp.h>
            static jmp_buf point;
            int f(void) { int a = 1; if (setjmp(point)) return a; a = 2; longjmp(point, 1); }
            """),
        complement(
            "threads",
            """
            #include <pthread.h>
            static int a;
            static void *run(void *p) { a++; return p; }
            int f(void) { pthread_t t[1]; return pthread_create(t, 0, run, 0) + a; }
            """),
        complement(
            "function without a prototype",
            "static int f(n) int n; { return n; }\nint g(void) { return f(1); }\n"),
        complement(
            "function that is used by its name alone",
            "static int f(int n) { return n; }\nint (*p)(int) = f;\n"),
        complement(
            "attributes of functions",
            "static __attribute__((noinline)) int f(int n) { int a = n; return a; }"),
        complement("inline", "inline int f(void) { int a = 1; return a; }"),
    ]

    private static let codes: [Refusal] = [EncodeIntegersAN(), EncodeIntegersANBD()]
        .flatMap { (code: any Transform) in
            [
                Refusal(
                    "64 bits (\(code.name))", code,
                    "long f(long a) { unsigned long b = a; return b; }"),
                Refusal(
                    "recursion (\(code.name))", code, "int f(int n) { return n ? f(n - 1) : 0; }"),
                Refusal(
                    "other declarators (\(code.name))", code,
                    "int f(void) { int a = 1, *b = 0; return a + !b; }"),
                Refusal(
                    "labels (\(code.name))", code,
                    "int f(void) { goto in; { int a; in: a = 1; return a; } }"),
                Refusal(
                    "switch into a block (\(code.name))", code,
                    "int f(void) { switch (0) { int a; case 0: a = 1; return a; } return 0; }"),
                Refusal(
                    "signal handlers (\(code.name))", code,
                    """
                    #include <signal.h>
                    static int a;
                    void f(void (*handler)(int)) { a++; signal(2, handler); }
                    """),
                Refusal(
                    "handler of the ending (\(code.name))", code,
                    "#include <signal.h>\nint f(void) { int a = SIGABRT; return a; }"),
                Refusal(
                    "last parameter before others (\(code.name))", code,
                    """
                    #include <stdarg.h>
                    void f(int n, ...) {
                        va_list list; __builtin_va_start(list, n); va_end(list);
                    }
                    """),
                Refusal(
                    "names of its own (\(code.name))", code,
                    "int f(void) { int thrice_code_x = 1; return thrice_code_x; }"),
                Refusal(
                    "alignment (\(code.name))", code,
                    "int f(void) { _Alignas(16) int a = 1; return a; }"),
            ]
        }

    private static let operations: [Refusal] = [
        ("signed", "int f(int a, int b) { return a + b - (a < b); }"),
        ("narrow", "int f(unsigned char a, unsigned short b) { return (a + b) ^ -a; }"),
        ("mixed with a larger signed", "long f(unsigned a, long b) { return a + b; }"),
        ("effects in both", "unsigned g(void); unsigned f(unsigned a) { return g() + a++; }"),
        ("volatile operand", "unsigned f(volatile unsigned *a) { return *a ^ 5u; }"),
        (
            "bit-fields",
            "struct S { unsigned long a : 40; }; "
                + "unsigned long f(struct S s) { return s.a + 1ul; }"
        ),
        (
            "constants",
            "enum { n = 3 }; static unsigned a = n + 4u; int f(int x) { char b[n + 1u]; "
                + "switch (x) { case n + 2u: return 1; } return b[0]; }"
        ),
        ("division twice", "unsigned f(unsigned a, unsigned b) { return (a / b) ^ (b % a); }"),
        ("size", "unsigned long f(unsigned a) { return sizeof(a + 1u); }"),
        ("macro", "#define SUM a + b\nunsigned f(unsigned a, unsigned b) { return SUM; }"),
    ].map { Refusal("operation: \($0.0)", RewriteUnsignedArithmetic(), $0.1) }

    @Test func `signed operations are rewritten only when their rule is off`() throws {
        let program = CProgram(
            source: """
                int main(void) {
                    volatile int large = 2147483647, one = -1;
                    int x = large, y = one;
                    int sum = x + y;
                    return sum != 2147483646;
                }
                """)
        let compiler = ["gcc", "-O0", "-fsanitize=undefined", "-fno-sanitize-recover"]
        func behaviours(_ rules: SoundnessRules) throws -> Set<String> {
            var texts: Set<String> = []
            for seed in UInt64(1)...10 {
                let transforms: [any Transform] = [RewriteUnsignedArithmetic()]
                texts.insert(
                    try program.rewritten(by: transforms, seed: seed, rules: rules).text)
            }
            return Set(try texts.map { try DataProgram.behaviour(of: $0, builtWith: compiler) })
        }
        #expect(try behaviours(.init()) == ["exit status 0"])
        var rules = SoundnessRules()
        rules.onlyUnsignedIsRewritten = false
        #expect(try behaviours(rules).contains("exit status 1"))
    }
}
