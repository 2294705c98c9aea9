import Diversification
import Testing

/// Programs that a transform must leave as they are, whatever the seed.
struct RefusalTests {
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

    @Test(arguments: statements + fields + files + branches + blocks + loops + orders)
    func `a construct that is not understood is left alone`(refusal: Refusal) throws {
        let (texts, sites) = try CProgram(source: refusal.source).texts(by: refusal.transform)
        #expect(Set(texts) == [refusal.source])
        #expect(sites == 0)
    }

    private static let statements: [Refusal] = [
        Refusal(
            "assembly", ReorderIndependentStatements(),
            "int f(int a) { int b; __asm__(\"\" : \"=r\"(b) : \"0\"(a)); a = 1; return a + b; }"),
        Refusal(
            "short circuit with a call", ReorderIndependentStatements(),
            """
            extern int ask(void);
            int f(int a) { int b = a && ask(); int c = a || ask(); return b + c; }
            """),
        Refusal(
            "comma expressions over one variable", ReorderIndependentStatements(),
            "int f(int a) { int b; b = (a++, a); a = b, a++; b += a; return b; }"),
        Refusal(
            "variadic arguments", ReorderIndependentStatements(),
            """
            #include <stdarg.h>
            int f(int n, ...) {
                va_list list; va_start(list, n);
                int a = va_arg(list, int);
                int b = va_arg(list, int);
                va_end(list); return a - b;
            }
            """),
        Refusal(
            "setjmp", ReorderIndependentStatements(),
            """
            #include <setjmp.h>
            static jmp_buf point;
            int f(void) { int a; if (setjmp(point)) a = 1; else a = 2; return a; }
            """),
        Refusal(
            "arrays of variable length", ReorderIndependentStatements(),
            "int f(int n) { int a[n]; n = 2; int b[n]; a[0] = b[0] = n; return a[0]; }"),
        Refusal(
            "statements that share a macro", ReorderIndependentStatements(),
            """
            #define BOTH a = 1; b = 2
            #define ONE c = 3
            int f(void) { int a, b, c; BOTH; ONE; return a + b + c; }
            """),
        Refusal(
            "statements around preprocessor lines", ReorderIndependentStatements(),
            """
            int f(void) {
                int a = 1;
            #define FACTOR 2
                int b = FACTOR;
            #undef FACTOR
            #define FACTOR 3
                int c = FACTOR;
                return a + b + c;
            }
            """),
        Refusal(
            "a statement that a pragma is about", ReorderIndependentStatements(),
            "int f(int a, int b) {\n#pragma GCC ivdep\na = 1;\nb = 2;\nreturn a + b; }"),
        Refusal(
            "parallel regions", ReorderIndependentStatements(),
            "int f(int a, int b) {\n#pragma omp parallel\n{ a = 1; b = 2; }\nreturn a + b; }"),
        Refusal(
            "a declaration that a pragma is about", PermuteLocals(),
            "int f(void) {\n#pragma GCC diagnostic push\nint a;\nint b;\nreturn a = b = 1; }"),
        Refusal(
            "statement expressions", ReorderIndependentStatements(),
            "int f(int a) { int b = ({ a++; a; }); a = ({ b; }); return a; }"),
        Refusal(
            "atomic operations", ReorderIndependentStatements(),
            """
            static _Atomic int a, b;
            void f(void) { a = 1; b = 2; a = 3; }
            """),
        Refusal(
            "copies of what has a volatile part without a name", ReorderIndependentStatements(),
            """
            struct Port { int key; struct { volatile int level; int mask; }; };
            static struct Port first, second, third, fourth;
            void f(void) { first = second; third = fourth; }
            """),
        Refusal(
            "loops without an end of their own", ReorderIndependentStatements(),
            "int f(int a, int b) { while (1) { if (a) break; } a = 1; return a / b; }"),
        Refusal(
            "mathematics when errno is read", ReorderIndependentStatements(),
            """
            #include <errno.h>
            #include <math.h>
            int f(double x, double y) { x = sqrt(x); y = pow(x, y); return errno; }
            double g(double x, double y) { double a = sqrt(x); double b = pow(2, y); return a - b; }
            """),
        Refusal(
            "elements of one vector", ReorderIndependentStatements(),
            """
            typedef int V __attribute__((vector_size(16)));
            int f(V v) { v[0] = 1; int a = v[1]; v[0] = a; v[1] = v[0]; return v[1]; }
            """),
        Refusal(
            "weak functions", ReorderIndependentStatements(),
            """
            static int a;
            __attribute__((weak)) void f(void) {}
            void g(void) { a = 1; f(); a = 2; f(); }
            """),
        Refusal(
            "a pragma that renames", ReorderIndependentStatements(),
            """
            int first, second;
            #pragma redefine_extname second first
            void g(void) { first = 1; second = 2; first = 3; }
            """),
        Refusal(
            "sizes of parameters", ReorderIndependentStatements(),
            """
            static int a;
            extern int ask(void);
            static void f(int n, int (*p)[ask()]) {}
            void g(int (*p)[3]) { f(1, p); a = 1; f(2, p); }
            """),
        Refusal(
            "lines asked of the compiler", ReorderIndependentStatements(),
            "int f(void) { int a = 1;\n int b = 2;\n return a + b + __builtin_LINE(); }"),
        Refusal(
            "line numbers in the text", ReorderIndependentStatements(),
            "int f(void) { int a = 1;\n int b = 2;\n return a + b + __LINE__; }"),
    ]

    private static let fields: [Refusal] = [
        Refusal(
            "bit-fields", ReorderStructFields(), "struct S { int a : 3; int b : 5; int c; };"),
        Refusal(
            "flexible last member", ReorderStructFields(), "struct S { int n; long m; int d[]; };"),
        Refusal(
            "one-element last array", ReorderStructFields(), "struct S { int n; char d[1]; };"),
        Refusal(
            "offsetof", ReorderStructFields(),
            """
            #include <stddef.h>
            struct S { int a; char b; };
            unsigned long f(void) { return offsetof(struct S, b); }
            """),
        Refusal(
            "attributes", ReorderStructFields(),
            "struct __attribute__((packed)) S { char a; int b; };"),
        Refusal("volatile fields", ReorderStructFields(), "struct S { volatile int a; int b; };"),
        Refusal(
            "packing pragma", ReorderStructFields(),
            "#pragma pack(push, 1)\nstruct S { char a; int b; };\n#pragma pack(pop)\n"),
        Refusal(
            "fields from a macro", ReorderStructFields(),
            "#define HEAD int a; int b\nstruct S { HEAD; int c; };"),
        Refusal(
            "fields under a condition", ReorderStructFields(),
            "struct S { int a;\n#ifdef WIDE\n long w;\n#endif\n int b; };"),
        Refusal("unions", ReorderStructFields(), "union U { int a; float b; };"),
        Refusal(
            "addresses of fields", ReorderStructFields(),
            """
            struct S { int a, x; int b; };
            int f(struct S *s) { int *p = &s->a; int *q = &s->b; return p < q; }
            """),
        Refusal(
            "stepping from field to field", ReorderStructFields(),
            "struct V { double x; double y; };\ndouble f(struct V v) { return (&v.x)[1]; }"),
        Refusal(
            "allocation by a number", ReorderStructFields(),
            """
            #include <stdlib.h>
            struct S { char a; char b; double c; };
            struct S *f(void) { struct S *s = malloc(16); return s; }
            """),
        Refusal(
            "allocation by another's size", ReorderStructFields(),
            """
            #include <stdlib.h>
            struct S { char a; char b; double c; };
            struct T { double a[2]; };
            struct S *f(struct T *t) { struct S *s = malloc(sizeof *t); return s; }
            """),
        Refusal(
            "allocation by the size of a pointer", ReorderStructFields(),
            """
            #include <stdlib.h>
            struct S { int a; char b; char c; };
            struct S *f(void) { struct S *s = malloc(sizeof(struct S *)); return s; }
            """),
        Refusal(
            "initialisers with effects", ReorderStructFields(),
            """
            struct S { int a; int b; };
            static int next(void) { static int n; return ++n; }
            int f(void) { struct S s = {.a = next(), .b = next()}; return s.a; }
            """),
        Refusal(
            "arrays without elements", ReorderStructFields(),
            "struct S { int a; char mark[0]; int b; long c; };"),
        Refusal(
            "a last field that is open-ended", ReorderStructFields(),
            "struct T { int n; int d[]; };\nstruct S { int a; long b; struct T t; };"),
        Refusal(
            "a last field that is open-ended and has no name", ReorderStructFields(),
            """
            struct T { int n; struct { int room; char d[1]; }; };
            struct S { int a; long b; struct T t; };
            """),
        Refusal(
            "assembly at file scope", ReorderStructFields(),
            "struct S { int a; int b; } s;\n__asm__(\".set second, s + 4\");"),
        Refusal(
            "the result of a copy read as bytes", ReorderStructFields(),
            """
            #include <string.h>
            struct S { int a; char b; };
            int f(struct S *s, struct S *t) {
                unsigned char *bytes = memcpy(s, t, sizeof *s);
                return bytes[0];
            }
            """),
        Refusal(
            "copied in part", ReorderStructFields(),
            """
            #include <string.h>
            struct S { int a; int b; };
            void f(struct S *s, struct S *t) { memcpy(s, t, sizeof(int)); }
            """),
        Refusal(
            "filled with ones", ReorderStructFields(),
            """
            #include <string.h>
            struct S { int a; char b; };
            void f(struct S *s) { memset(s, 1, sizeof *s); }
            """),
        Refusal(
            "copied as bytes", ReorderStructFields(),
            """
            #include <string.h>
            struct S { int a; char b; };
            void f(struct S *s, void *from) { memcpy(s, from, sizeof *s); }
            """),
    ]

    private static let files: [Refusal] = [
        Refusal(
            "functions with attributes", ReorderFunctions(),
            """
            __attribute__((constructor)) static void f(void) {}
            __attribute__((constructor)) static void g(void) {}
            """),
        Refusal(
            "functions across preprocessor lines", ReorderFunctions(),
            "#define N 1\nint f(void) { return N; }\n#undef N\n#define N 2\n"
                + "int g(void) { return N; }\n"),
        Refusal(
            "attributes of an earlier declaration", ReorderFunctions(),
            """
            static void f(void) __attribute__((constructor));
            static void g(void) __attribute__((constructor));
            static void f(void) {}
            static void g(void) {}
            """),
        Refusal(
            "tags first said in a head", ReorderFunctions(),
            "int f(struct A *a) { return !a; }\nint g(struct B *b) { return !b; }\n"),
        Refusal(
            "functions across assembly", ReorderFunctions(),
            "int f(void) { return 1; }\n__asm__(\"\");\nint g(void) { return 2; }\n"),
        Refusal(
            "old-style functions", ReorderFunctions(),
            "int f(a) int a; { return a; }\nint g(b) int b; { return b; }\n"),
        Refusal(
            "old-style functions without types", ReorderFunctions(),
            "int f(a) { return a; }\nint g(b) { return b; }\n"),
        Refusal(
            "functions from macros", ReorderFunctions(),
            "#define MAKE(n) int n(void) { return 1; }\nMAKE(f)\nMAKE(g)\n"),
        Refusal(
            "globals that name each other", ReorderGlobals(),
            "static int a = 1;\nstatic int *b = &a;\nstatic int **c = &b;\n"),
        Refusal(
            "globals with attributes", ReorderGlobals(),
            "__attribute__((section(\"s\"))) int a = 1;\n__attribute__((section(\"s\"))) int b;\n"),
        Refusal(
            "stack under local labels", PadStack(),
            "int f(int n) { __label__ out; if (n) goto out; n = 1; out: return n; }"),
        Refusal(
            "stack before a leading pragma", PadStack(),
            "double f(double a) {\n#pragma STDC FP_CONTRACT OFF\nreturn a * a + a; }"),
        Refusal(
            "codes that have a second name", RenumberCodes(),
            """
            static int state = 1;
            extern int seen __attribute__((alias("state")));
            int f(void) { if (state == 1) state = 2; return seen; }
            """),
        Refusal(
            "codes in ranges", RenumberCodes(),
            """
            int f(void) {
                int code = 5;
                switch (code) { case 4 ... 6: return 1; default: code = 7; }
                return code == 7;
            }
            """),
        Refusal(
            "stack of functions that recur through pointers", PadStack(),
            """
            static int g(int n);
            static int (*const step)(int) = g;
            static int f(int n) { return n ? step(n - 1) : 0; }
            static int g(int n) { return n ? f(n - 1) : 1; }
            """),
        Refusal(
            "stack of functions that recur through the library", PadStack(),
            """
            #include <stdlib.h>
            static int f(const void *a, const void *b) {
                char t[2] = {0};
                qsort(t, 2, 1, f);
                return t[0];
            }
            """),
        Refusal(
            "stack of what recursive functions call", PadStack(),
            "static int leaf(int n) { return n * 3; }\n"
                + "static int f(int n) { return n ? f(n - 1) + leaf(n) : 0; }\n"),
        Refusal(
            "stack of recursive functions", PadStack(),
            "static int g(int n);\nstatic int f(int n) { return n ? g(n - 1) : 0; }\n"
                + "static int g(int n) { return n ? f(n - 1) : 1; }\n"),
    ]
}
