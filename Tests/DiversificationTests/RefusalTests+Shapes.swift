import Diversification

extension RefusalTests {
    static let branches: [Refusal] = [
        Refusal(
            "choices that must be constant", InvertBranches(),
            """
            struct S { int bits : 1 ? 3 : 4; };
            enum { e = 1 ? 2 : 3 };
            static int table[2 ? 4 : 5] = {1 ? 6 : 7};
            int f(int n) {
                static int last = 1 ? 8 : 9;
                char size[1 ? 2 : 3];
                _Static_assert(1 ? 1 : 0, "");
                switch (n) { case 0 ? 5 : 6: return (int)sizeof(n ? size[0] : 1L) + table[0]; }
                return __builtin_constant_p(n ? 1 : 2) + last;
            }
            """),
        Refusal(
            "branches from macros", InvertBranches(),
            """
            #define WHEN if (
            #define THEN )
            #define LESS(a, b) ((a) < (b) ? (a) : (b))
            #define OTHER(x) x
            int f(int n) {
                WHEN n THEN n = LESS(n, 2); else n = 3;
                return n ? 1 : n + OTHER(n + 1);
            }
            """),
        Refusal(
            "branches around preprocessor lines", InvertBranches(),
            """
            int f(int n) {
                if (n) n = 2;
            #ifdef WIDE
                else n = 4;
            #else
                else n = 3;
            #endif
                return n
            #ifdef WIDE
                    ? 1L : 2L;
            #else
                    ? 1 : 2;
            #endif
            }
            """),
        Refusal(
            "branches in statement expressions", InvertBranches(),
            "int f(int n) { int m = ({ if (n) n = 2; else n = 3; n ? 1 : 2; }); return m; }"),
        Refusal(
            "branches of line numbers", InvertBranches(),
            "int f(int n) {\n if (n) return 1;\n return __LINE__; }"),
        Refusal(
            "declarations among cases", ReorderCases(),
            """
            int f(int n) {
                switch (n) { case 1: n = 2; break; int m; case 2: m = 3; n = m; break; }
                return n;
            }
            """),
        Refusal(
            "statements before the first case", ReorderCases(),
            "int f(int n) { switch (n) { n = 4; case 1: n = 2; break; case 2: n = 3; } return n; }"
        ),
        Refusal(
            "cases that all fall through", ReorderCases(),
            "int f(int n) { switch (n) { case 1: n = 2; case 2: n = 3; default: n++; } return n; }"
        ),
        Refusal(
            "cases around preprocessor lines", ReorderCases(),
            """
            int f(int n) {
                switch (n) {
                case 1: return 2;
            #ifdef WIDE
                case 3: return 4;
            #endif
                case 2: return 3;
                }
                return n;
            }
            """),
        Refusal(
            "cases from macros", ReorderCases(),
            """
            #define ON(a, b) case a: return b;
            int f(int n) { switch (n) { ON(1, 2) ON(2, 3) case 4: return 5; } return n; }
            """),
    ]

    static let blocks: [Refusal] = [
        Refusal(
            "blocks beside arrays of variable length", ReorderBlocks(),
            "int f(int n) { int a[n]; a[0] = 1; n = a[0]; n++; return n; }"),
        Refusal(
            "blocks beside pointers to arrays of variable length", ReorderBlocks(),
            "int f(int n) { if (n) { n = 3; n++; } int a[3], (*p)[n] = &a; n++; return **p; }"),
        Refusal(
            "blocks beside types of variable length", ReorderBlocks(),
            "int f(int n) { if (n) { n = 3; n++; } typedef int T[n]; n++; return sizeof(T); }"),
        Refusal(
            "blocks beside what is cleaned up", ReorderBlocks(),
            """
            static void done(int *n) { *n = 0; }
            int f(int n) {
                if (n) { n = 3; n++; }
                int m __attribute__((__cleanup__(done))) = n;
                n++;
                return n + m;
            }
            """),
        Refusal(
            "blocks beside assembly", ReorderBlocks(),
            "int f(int n) { n++; __asm__ volatile(\"\"); n--; return n; }"),
        Refusal(
            "blocks beside computed jumps", ReorderBlocks(),
            "int f(int n) { void *to = &&out; n++; if (n) goto *to; n--; out: return n; }"),
        Refusal(
            "blocks with labels of cases", ReorderBlocks(),
            "void f(int *n) { switch (*n) case 1: { *n = 2; case 2: ++*n; *n += 2; } }"),
        Refusal(
            "cases as blocks", ReorderBlocks(),
            "void f(int *n) { switch (*n) { case 1: *n = 2; --*n; default: ++*n; } }"),
        Refusal(
            "blocks in statement expressions", ReorderBlocks(),
            "int f(int n) { return ({ n++; if (n) n = 2; n *= 3; n; }); }"),
        Refusal(
            "blocks from macros", ReorderBlocks(),
            "#define GROW n++\nint f(int n) { n = 2; GROW; return n; }"),
        Refusal(
            "single statements and declarations", ReorderBlocks(),
            "int f(int n) { n++; int m = n; { int k = m; return k; } }\nint g(void) {}"),
    ]

    static let loops: [Refusal] = [
        loop("labels", "again: n--; if (n == 7) goto again;"),
        loop("static variables", "static int seen; n -= ++seen;"),
        loop("arrays of variable length", "int cells[n]; cells[0] = 1; n -= cells[0];"),
        loop("types of their own", "struct S { int a; } s = {1}; n -= s.a;"),
        loop("enumerations of their own", "enum { one = 1 }; n -= one;"),
        loop("assembly", "__asm__ volatile(\"\"); n--;"),
        loop("statement expressions", "n = ({ int m = n - 1; m; });"),
        loop("computed jumps", "void *to = &&next; n--; goto *to;", after: "next:"),
        loop("returns of setjmp", "n -= 1 + setjmp(point);"),
        loop("jumps from macros", "n--; if (n == 3) LEAVE;"),
        loop("long bodies", String(repeating: "n = n * 3 % 7;\n", count: 50)),
        Refusal(
            "loops entered by a switch", ReshapeLoops(),
            "int f(int n) { switch (n) { case 1: for (; n; n--) { case 2: n--; } } return n; }"),
        Refusal(
            "loops that a pragma is about", ReshapeLoops(),
            """
            int f(int n) {
            #pragma GCC ivdep
                // A line
                /* and two
                   lines more. */
                while (n > 2) n--;
                return n;
            }
            """),
        Refusal(
            "loops from macros", ReshapeLoops(),
            "#define EACH(n) for (; n; n--)\nint f(int n) { int m = 0; EACH(n) m++; return m; }"),
        Refusal(
            "loops around preprocessor lines", ReshapeLoops(),
            "int f(int n) {\n for (; n; n--) {\n#ifdef X\n n++;\n#endif\n }\n return n; }"),
    ]

    private static func loop(_ name: String, _ body: String, after: String = "") -> Refusal {
        Refusal(
            "loops with \(name)", ReshapeLoops(),
            """
            #include <setjmp.h>
            #define LEAVE break
            static jmp_buf point;
            int f(int n) {
                do { \(body) } while (n > 0);
                \(after)
                return point != 0;
            }
            """)
    }

    static let orders: [Refusal] = [
        order("calls that conflict", "return next(n) - next(n + 1);"),
        order("calls that are not known", "return puts(text) - puts(text + n);"),
        order("volatile operands", "return (port + 1) * (port + n);"),
        order("wide bit-fields", "return (wide.a << n + 1) + (wide.b << m * 2);"),
        order("pointers into results", "return differ(text_of(n).text + m, text_of(m).text + n);"),
        order("statements that a pragma is about", "\n#pragma GCC ivdep\nreturn n * 2 + m * 3;"),
        order("conditions", "if (n + 1 < m * 2) n++;\nwhile (n + 1 < m * 2) n++;\nreturn n;"),
        order("operands under &&", "n = n + 1 && m + 2;\nreturn n + 1 || m + 2;"),
        order("operands under ?:", "return n ? m * n + n * m : 0;"),
        order("operands under a comma", "return n++, n * 2 + m * 3;"),
        order("operands under sizeof", "return sizeof(n * 2L + m * 3);"),
        order("constants", "return (1 + 2) * (3 + 4) - sizeof(n + 1) * (2 + 3);"),
        order("plain names", "return n + m * 2;"),
        order("text from macros", "return TWICE(n) + m * 2;"),
        order("arguments of built-in functions", "return __builtin_expect(n + 1, m * 2);"),
        order("values that are structs", "return both(pair(n), pair(m));"),
        order(
            "functions as values", "return call(n > 1 ? next : 0, m > 2 ? next : 0);"),
        order("static initialisers", "static long size = &cells[3] - &cells[1]; return size;"),
        order("declared names", "{ int m = (m = n * 2) * 3 + (n + 1) * 2; n = m; } return n;"),
        order(
            "types of the function's own",
            "struct S { int a; } s[2] = {{1}, {2}}, *p = s; return &p[n - 1] == &s[m - 1];"),
        order(
            "compound literals",
            "const int *p; p = (int[]){n, m} + (n * 2 + m * 3); return *p;"),
        order(
            "loops' own statements", "for (n = m * 2 + m * 3; n; n--) m = n * 2 + m * 3;\nreturn m;"
        ),
        order("statements of labels", "out: n = m * 2 + m * 3; if (n == 3) goto out; return n;"),
    ]

    private static func order(_ name: String, _ body: String) -> Refusal {
        Refusal(
            "evaluation order of \(name)", ExplicitEvaluationOrder(),
            """
            extern int puts(const char *text);
            #define TWICE(n) ((n) * 2)
            struct Pair { int left, right; };
            static struct Wide { unsigned long long a : 40, b : 40; } wide;
            struct Text { char text[8]; };
            static struct Text text_of(int n) { struct Text t = {{0}}; t.text[n] = 1; return t; }
            static int differ(const char *a, const char *b) { return a != b; }
            static volatile int port;
            static int cells[4], state;
            static int next(int by) { state = state * 3 + by; return state; }
            static struct Pair pair(int n) { struct Pair p; p.left = p.right = n; return p; }
            static int both(struct Pair a, struct Pair b) { return a.left + b.right; }
            static int call(int (*f)(int), int (*g)(int)) { return f == g; }
            int f(int n, int m, const char *text) { \(body) }
            """)
    }
}
