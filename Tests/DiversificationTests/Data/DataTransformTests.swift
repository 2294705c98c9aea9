import Diversification
import Testing

/// Source in, exact source out; and it prints what it printed, whoever compiles it.
struct DataTransformTests {
    private func expect(
        _ transform: any Transform, seed: UInt64, _ source: String, becomes expected: String
    ) throws {
        let (text, applied) = try CProgram(source: source).rewritten(by: [transform], seed: seed)
        // Code words make long lines: the expectation breaks them with a backslash.
        #expect(text == expected)
        #expect(applied.map(\.name) == [transform.name])
        #expect(try CProgram.behaviour(of: text) == CProgram.behaviour(of: source))
    }

    @Test func `variables of every type are stored as their complement`() throws {
        try expect(
            ComplementIntegers(), seed: 5,
            """
            #include <stdio.h>
            static unsigned char small;
            static int twice(int n);
            static int twice(int n) { n += 2; return n++ * 2; }
            int main(void) {
                const long limit = 3;
                int a, b;
                _Bool ok = limit > 2;
                a = b = twice(1);
                small -= a;
                while (ok) { ok = --a > 5; printf("%d %d %d\\n", a, b, small); }
            }
            """,
            becomes: """
                #include <stdio.h>
                static unsigned char small = (unsigned char)~(int)(unsigned char)(0);
                static int twice(int n);
                static int twice(int n) { n = ~(int)((~n) + (2)); return (~n--) * 2; }
                int main(void) {
                    const long limit = ~(long)(3);
                    int a, b;
                    _Bool ok = !((~limit) > 2);
                    a = ~(int)((~(b = ~(int)(twice(~(int)(1))))));
                    small = (unsigned char)~(int)(unsigned char)(((unsigned char)~(int)small) - \
                ((~a)));
                    while (((_Bool)!ok)) { ok = !((~++a) > 5); printf("%d %d %d\\n", (~a), \
                (~b), ((unsigned char)~(int)small)); }
                }
                """)
    }

    @Test func `variables are stored as multiples and checked before output`() throws {
        try expect(
            EncodeIntegersAN(), seed: 3, Self.counting,
            becomes: """
                void abort(void);
                static const volatile unsigned long long thrice_code_inverse = \
                9368486693100984141ULL;
                static inline void thrice_code_error(void) { abort(); }
                static inline long long thrice_code_load(long long word, long long low,
                    unsigned long long span) {
                    unsigned long long value = (unsigned long long)word * \
                thrice_code_inverse;
                    if (value - (unsigned long long)low > span) thrice_code_error();
                    return (long long)value;
                }
                #include <stdio.h>
                static long long small = (long long)(unsigned char)(0) * 63877;
                static int twice(int n) { return 2 * n; }
                int main(void) {
                    long long a = (long long)(int)(1) * 63877, b = (long long)(int)(0) * \
                63877;
                    b = a + (4 * 63877LL);
                    for (long long i = (long long)(int)(0) * 63877; i < b; i += 63877) (a = \
                (long long)(int)(twice(((int)((i = (long \
                long)(int)(((int)thrice_code_load(i, -2147483648LL, 4294967295ULL)) + 1) * \
                63877, ((int)thrice_code_load(i, -2147483648LL, 4294967295ULL))) - 1)))) * \
                63877, ((int)thrice_code_load(a, -2147483648LL, 4294967295ULL)));
                    small = (long long)(unsigned char)(((unsigned \
                char)thrice_code_load(small, 0LL, 255ULL)) + (((int)thrice_code_load(a, \
                -2147483648LL, 4294967295ULL)))) * 63877;
                    ((void)thrice_code_load(small, 0LL, 255ULL), (void)thrice_code_load(a, \
                -2147483648LL, 4294967295ULL), (void)thrice_code_load(b, -2147483648LL, \
                4294967295ULL), printf("%d\\n", ((unsigned char)thrice_code_load(small, \
                0LL, 255ULL))));
                    return ((void)thrice_code_load(small, 0LL, 255ULL), \
                (void)thrice_code_load(a, -2147483648LL, 4294967295ULL), \
                (void)thrice_code_load(b, -2147483648LL, 4294967295ULL), \
                ((int)thrice_code_load(a, -2147483648LL, 4294967295ULL)));
                }

                """)
    }

    @Test func `variables have signatures and versions`() throws {
        try expect(
            EncodeIntegersANBD(), seed: 2, Self.counting,
            becomes: """
                void abort(void);
                static const volatile unsigned long long thrice_code_inverse = \
                10689310812108171249ULL;
                static inline void thrice_code_error(void) { abort(); }
                static inline long long thrice_code_load(const volatile long long *word,
                    const volatile long long *version, long long signature, long long low,
                    unsigned long long span) {
                    unsigned long long offset = (unsigned long long)signature + *version;
                    unsigned long long value = ((unsigned long long)*word - offset) * \
                thrice_code_inverse;
                    if (value - (unsigned long long)low > span) thrice_code_error();
                    return (long long)value;
                }
                static inline long long thrice_code_store(volatile long long *word,
                    volatile long long *version, long long signature, long long value) {
                    long long next = (*version + 1) & 255;
                    *version = next;
                    *word = value * 59665LL + signature + next;
                    return value;
                }
                #include <stdio.h>
                static long long thrice_code_d_small = 0, small = (long long)(unsigned \
                char)(0) * 59665 + 769;
                static int twice(int n) { return 2 * n; }
                int main(void) {
                    long long thrice_code_d_a = 0, a = (long long)(int)(1) * 59665 + 2561, \
                thrice_code_d_b = 0, b = (long long)(int)(0) * 59665 + 42497;
                    thrice_code_store(&b, &thrice_code_d_b, 42497, \
                (int)(((int)thrice_code_load(&a, &thrice_code_d_a, 2561, -2147483648LL, \
                4294967295ULL)) + 4));
                    for (long long thrice_code_d_i = 0, i = (long long)(int)(0) * 59665 + \
                20481; ((int)thrice_code_load(&i, &thrice_code_d_i, 20481, -2147483648LL, \
                4294967295ULL)) < ((int)thrice_code_load(&b, &thrice_code_d_b, 42497, \
                -2147483648LL, 4294967295ULL)); thrice_code_store(&i, &thrice_code_d_i, \
                20481, (int)(((int)thrice_code_load(&i, &thrice_code_d_i, 20481, \
                -2147483648LL, 4294967295ULL)) + 1))) ((int)thrice_code_store(&a, \
                &thrice_code_d_a, 2561, (int)(twice(((int)(((int)thrice_code_store(&i, \
                &thrice_code_d_i, 20481, (int)(((int)thrice_code_load(&i, &thrice_code_d_i, \
                20481, -2147483648LL, 4294967295ULL)) + 1))) - 1))))));
                    thrice_code_store(&small, &thrice_code_d_small, 769, (unsigned \
                char)(((unsigned char)thrice_code_load(&small, &thrice_code_d_small, 769, \
                0LL, 255ULL)) + (((int)thrice_code_load(&a, &thrice_code_d_a, 2561, \
                -2147483648LL, 4294967295ULL)))));
                    ((void)thrice_code_load(&small, &thrice_code_d_small, 769, 0LL, \
                255ULL), (void)thrice_code_load(&a, &thrice_code_d_a, 2561, -2147483648LL, \
                4294967295ULL), (void)thrice_code_load(&b, &thrice_code_d_b, 42497, \
                -2147483648LL, 4294967295ULL), printf("%d\\n", ((unsigned \
                char)thrice_code_load(&small, &thrice_code_d_small, 769, 0LL, 255ULL))));
                    return ((void)thrice_code_load(&small, &thrice_code_d_small, 769, 0LL, \
                255ULL), (void)thrice_code_load(&a, &thrice_code_d_a, 2561, -2147483648LL, \
                4294967295ULL), (void)thrice_code_load(&b, &thrice_code_d_b, 42497, \
                -2147483648LL, 4294967295ULL), ((int)thrice_code_load(&a, &thrice_code_d_a, \
                2561, -2147483648LL, 4294967295ULL)));
                }

                """)
    }

    private static let counting = """
        #include <stdio.h>
        static unsigned char small;
        static int twice(int n) { return 2 * n; }
        int main(void) {
            int a = 1, b;
            b = a + 4;
            for (int i = 0; i < b; i++) a = twice(i++);
            small += a;
            printf("%d\\n", small);
            return a;
        }

        """

    @Test func `unsigned operations take other terms`() throws {
        try expect(
            RewriteUnsignedArithmetic(), seed: 3,
            """
            #include <stdio.h>
            static unsigned f(unsigned a, unsigned char b) { return (a + b) ^ ~a; }
            static int g(unsigned long a, int b) { return a < 7u && b + 1 > 3; }
            static unsigned h(unsigned a) { return -a * 8; }
            int main(void) { printf("%u %d %u\\n", f(7, 9), g(3, 4), h(5)); }
            """,
            becomes: """
                #include <stdio.h>
                static unsigned f(unsigned a, unsigned char b) { return (a + b) ^ ((-(a)) - \
                (unsigned int)1); }
                static int g(unsigned long a, int b) { return (((unsigned long)(7u)) > (a)) \
                && b + 1 > 3; }
                static unsigned h(unsigned a) { return ((-a) << 3); }
                int main(void) { printf("%u %d %u\\n", f(7, 9), g(3, 4), h(5)); }
                """)
    }

    @Test(.timeLimit(.minutes(15)), arguments: DataProgram.names)
    func `a variant behaves like the original with every compiler`(name: String) throws {
        let transform = try #require(Rewriting.data[name])
        let program = CProgram(source: DataProgram.allTypes)
        var expected: [[String]: String] = [:]
        for compiler in DataProgram.compilers {
            expected[compiler] = try DataProgram.behaviour(
                of: program.source, builtWith: compiler)
            #expect(expected[compiler]?.contains("9 ") == true)
        }
        var texts: Set<String> = []
        for seed in UInt64(1)...8 {
            let (text, applied) = try program.rewritten(by: [transform], seed: seed)
            #expect(applied[0].sites > 0)
            texts.insert(text)
            // The optimisers take long: they see fewer seeds.
            for compiler in DataProgram.compilers where seed <= 2 || compiler[0] == "tcc" {
                let found = try DataProgram.behaviour(of: text, builtWith: compiler)
                #expect(found == expected[compiler], "seed \(seed), \(compiler)")
            }
        }
        #expect(texts.count == 8)
    }

    @Test func `data transforms and all others work together`() throws {
        let program = CProgram(source: DataProgram.allTypes)
        let expected = try CProgram.behaviour(of: program.source)
        for code in ["complement", "an", "anbd"] {
            let data = [code, "identities"].compactMap { Rewriting.data[$0] }
            let (text, _) = try program.rewritten(by: data + Rewriting.all, seed: 3)
            #expect(try CProgram.behaviour(of: text) == expected)
        }
    }

    @Test func `optimisers keep the codes`() throws {
        // All values are known when this is compiled: nothing of a code that cancels would be left.
        let program = CProgram(source: "int main(void) { int a = 6, b = 7; return a * b - 42; }\n")
        for name in ["an", "anbd"] {
            let transform = try #require(Rewriting.data[name])
            for compiler in ["gcc", "clang"] {
                for seed in UInt64(1)...3 {
                    let (text, applied) = try program.rewritten(by: [transform], seed: seed)
                    guard applied[0].sites > 0 else { continue }
                    let directory = try TemporaryDirectory()
                    let path = "\(directory.path)/main"
                    try text.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
                    let run = ToolRun(
                        arguments: [compiler, "-O3", "-S", "-w", "-o", "\(path).s", "\(path).c"])
                    try #require(run().hasSucceeded)
                    let assembly = try String(contentsOfFile: "\(path).s", encoding: .utf8)
                    let decodings = assembly.components(separatedBy: "imul").count - 1
                    #expect(decodings >= 2, "\(name), \(compiler):\n\(assembly)")
                }
            }
        }
    }

    @Test func `the same seed gives the same text`() throws {
        let program = CProgram(source: DataProgram.allTypes)
        for transform in Rewriting.data.values {
            let first = try program.rewritten(by: [transform], seed: 5).text
            #expect(try program.rewritten(by: [transform], seed: 5).text == first)
        }
    }
}
