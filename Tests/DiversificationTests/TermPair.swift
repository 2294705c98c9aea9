import Testing

/// Two texts of one program, for the comparison of terms.
struct TermPair: Sendable, CustomTestStringConvertible {
    let name: String
    let original: String
    let variant: String

    var testDescription: String { name }

    init(_ name: String, _ original: String, _ variant: String) {
        self.name = name
        self.original = original
        self.variant = variant
    }
}

extension TermPair {
    /// Not the same; each would be taken for the same by a comparison that forgets one thing.
    static let different: [TermPair] = [
        TermPair(
            "two members of a union, in another order",
            "union U { struct { int a, b; } s; long l; }; "
                + "void f(union U *u, int n) { u->s.a = n; u->l = 1; }",
            "union U { struct { int a, b; } s; long l; }; "
                + "void f(union U *u, int n) { u->l = 1; u->s.a = n; }"),
        TermPair(
            "one element under two indices, in another order",
            "void out(char *z); void f(int n) { char z[16]; char *a = &z[n + 1], *b = &z[n]; "
                + "a[0] = 1; b[1] = 2; out(z); }",
            "void out(char *z); void f(int n) { char z[16]; char *a = &z[n + 1], *b = &z[n]; "
                + "b[1] = 2; a[0] = 1; out(z); }"),
        TermPair(
            "one element behind a pointer into an array, in another order",
            "void out(char *z); void f(int n) { char z[16]; char *a = &z[n]; "
                + "a[1] = 1; a[1] = 2; a[0] = 3; out(z); }",
            "void out(char *z); void f(int n) { char z[16]; char *a = &z[n]; "
                + "a[1] = 2; a[1] = 1; a[0] = 3; out(z); }"),
        TermPair(
            "a division before its guard",
            "int f(int a, int b) { int t; if (b == 0) return 0; t = a / b; return t; }",
            "int f(int a, int b) { int t; t = a / b; if (b == 0) return 0; return t; }"),
        TermPair(
            "a division that runs without its condition",
            "int f(int a, int b) { int t = 0; if (b) t = a / b; return t; }",
            "int f(int a, int b) { int t = 0; int u = a / b; if (b) t = u; return t; }"),
        TermPair(
            "a pointer followed before it is tested",
            "int f(int *p) { int x; if (!p) return 0; x = *p; return x; }",
            "int f(int *p) { int x; x = *p; if (!p) return 0; return x; }"),
        TermPair(
            "an index used before it is tested by a call that ends the program",
            """
            void check(int i);
            int f(int i) { int t[2] = {1, 2}; int x; check(i); x = t[i]; return x; }
            """,
            """
            void check(int i);
            int f(int i) { int t[2] = {1, 2}; int x; x = t[i]; check(i); return x; }
            """),
        TermPair(
            "a call before the call that guards it",
            """
            void check(int i);
            static int g(int b) { return 10 / b; }
            int f(int b) { int x; check(b); x = g(b); return x; }
            """,
            """
            void check(int i);
            static int g(int b) { return 10 / b; }
            int f(int b) { int x; x = g(b); check(b); return x; }
            """),
        TermPair(
            "a number cut before its guard",
            "int f(double d) { int x; if (d > 9) return 0; x = (int)d; return x; }",
            "int f(double d) { int x; x = (int)d; if (d > 9) return 0; return x; }"),
        TermPair(
            "arms that change places alone",
            "int f(int a) { if (a > 1) return 1; else return 2; }",
            "int f(int a) { if (a > 1) return 2; else return 1; }"),
        TermPair(
            "the same name for another variable",
            "int f(int x) { int y; { y = x; int x = 5; y += x; } return y; }",
            "int f(int x) { int y; { int x = 5; y = x; y += x; } return y; }"),
        TermPair(
            "a variable of another type",
            "int f(int a) { unsigned x = a; return x < 1; }",
            "int f(int a) { int x = a; return x < 1; }"),
        TermPair(
            "a counter of another type",
            "unsigned f(unsigned a) { unsigned char c = 0; c += a; return c; }",
            "unsigned f(unsigned a) { unsigned short c = 0; c += a; return c; }"),
        TermPair(
            "a bit-field that is too small",
            "struct S { unsigned a : 2; }; int f(int v) { struct S s; return s.a = v; }",
            "struct S { unsigned a : 3; }; int f(int v) { struct S s; return s.a = v; }"),
        TermPair(
            "stores through two pointers",
            "int f(int *p, int *q) { *p = 1; *q = 2; return *p; }",
            "int f(int *p, int *q) { *q = 2; *p = 1; return *p; }"),
        TermPair(
            "stores through two results of one call in a loop",
            """
            static int cells[9], at;
            static int *next(void) { return &cells[at++]; }
            void f(int n) { int *p = next(); while (n--) { int *q = next(); p[1] = 1; *q = 2; } }
            """,
            """
            static int cells[9], at;
            static int *next(void) { return &cells[at++]; }
            void f(int n) { int *p = next(); while (n--) { int *q = next(); *q = 2; p[1] = 1; } }
            """),
        TermPair(
            "an address that leaves in an initialiser",
            "struct S { int *p; }; int f(void) { int x; struct S s = {.p = &x}; x = 1; *s.p = 2; "
                + "return x; }",
            "struct S { int *p; }; int f(void) { int x; struct S s = {.p = &x}; *s.p = 2; x = 1; "
                + "return x; }"),
        TermPair(
            "an address that leaves by a choice of arrays",
            "int f(int c) { int a[2], b[2]; int *p = c ? a : b; a[0] = 1; p[0] = 2; return a[0]; }",
            "int f(int c) { int a[2], b[2]; int *p = c ? a : b; p[0] = 2; a[0] = 1; return a[0]; }"
        ),
        TermPair(
            "a store and a callee that reads it",
            "static int x; static int g(void) { return x; } "
                + "int f(void) { int a; x = 1; a = g(); return a; }",
            "static int x; static int g(void) { return x; } "
                + "int f(void) { int a; a = g(); x = 1; return a; }"),
        TermPair(
            "a store through a parameter and a variable",
            "static int x; static void g(int *p) { *p = 2; } int *h(void) { return &x; } "
                + "void f(int *p) { x = 1; g(p); }",
            "static int x; static void g(int *p) { *p = 2; } int *h(void) { return &x; } "
                + "void f(int *p) { g(p); x = 1; }"),
        TermPair(
            "recursion that writes",
            "static int x; static int g(int n) { if (n) g(n - 1); x = n; return n; } "
                + "int f(void) { int a; x = 9; a = g(3); return a; }",
            "static int x; static int g(int n) { if (n) g(n - 1); x = n; return n; } "
                + "int f(void) { int a; a = g(3); x = 9; return a; }"),
        TermPair(
            "input in another order",
            "#include <stdio.h>\nint f(void) "
                + "{ int a = getchar(); int b = getchar(); return a - b; }",
            "#include <stdio.h>\nint f(void) "
                + "{ int b = getchar(); int a = getchar(); return a - b; }"
        ),
        TermPair(
            "a test after the first iteration",
            "int f(int n) { int s = 0; while (n > 0) { s += n; n--; } return s; }",
            "int f(int n) { int s = 0; do { s += n; n--; } while (n > 0); return s; }"),
        TermPair(
            "a break before the count",
            "int f(int n) { int c = 0; for (;;) { c++; if (c > n) break; n--; } return n; }",
            "int f(int n) { int c = 0; for (;;) { if (c > n) break; c++; n--; } return n; }"),
        TermPair(
            "parts of a loop in another place",
            "int f(int i) { int s = 0; for (; i < 9; i++) s += i; return s; }",
            "int f(int i) { int s = 0; for (i < 9; i++; ) s += i; return s; }"),
        TermPair(
            "a store before the loop that may return",
            "static int x; int f(int *a, int n) { for (int i = 0; i < n; i++) if (a[i]) return i; "
                + "x = 1; return n; }",
            "static int x; int f(int *a, int n) { x = 1; for (int i = 0; i < n; i++) "
                + "if (a[i]) return i; return n; }"),
        TermPair(
            "a case that falls through",
            "int f(int n) { int a = 0; switch (n) { case 1: a = 1; break; case 2: a += 2; } "
                + "return a; }",
            "int f(int n) { int a = 0; switch (n) { case 1: a = 1; case 2: a += 2; } return a; }"),
        TermPair(
            "cases with each other's labels",
            "int f(int n) "
                + "{ switch (n) { case 1: return 5; case 2: return 6; default: return 7; } }",
            "int f(int n) "
                + "{ switch (n) { case 2: return 5; case 1: return 6; default: return 7; } }"
        ),
        TermPair("the first value of a variable", "int x = 1;", "int x = 2;"),
        TermPair(
            "an element of a table", "static const int t[] = {1, 2}; int f(int i) { return t[i]; }",
            "static const int t[] = {2, 1}; int f(int i) { return t[i]; }"),
        TermPair(
            "a value without its field", "struct P { int a, b; }; struct P p = {1, 2};",
            "struct P { int b, a; }; struct P p = {1, 2};"),
        TermPair(
            "another constant", "enum { n = 1 }; int f(void) { return n; }",
            "enum { n = 2 }; int f(void) { return n; }"),
        TermPair(
            "a function less", "int f(void) { return 1; } int g(void) { return 2; }",
            "int f(void) { return 1; }"),
        TermPair(
            "a static variable that starts elsewhere",
            "int f(void) { static int n = 1; return n++; }",
            "int f(void) { static int n = 2; return n++; }"),
        TermPair(
            "an element behind the end before its guard",
            "struct S { int n; int t[1]; }; int f(struct S s) { int x; if (s.n < 9) return 0; "
                + "x = s.t[8]; return x; }",
            "struct S { int n; int t[1]; }; int f(struct S s) { int x; x = s.t[8]; "
                + "if (s.n < 9) return 0; return x; }"),
        TermPair(
            "assembler at file scope", "__asm__(\".globl a\"); int f(void) { return 1; }",
            "__asm__(\".globl b\"); int f(void) { return 1; }"),
        TermPair(
            "a variable of each thread", "static int x; int *f(void) { return &x; }",
            "static _Thread_local int x; int *f(void) { return &x; }"),
        TermPair(
            "volatile accesses in another order",
            "volatile int a, b; int f(void) { int x = a; int y = b; return x + y; }",
            "volatile int a, b; int f(void) { int y = b; int x = a; return x + y; }"),
        TermPair(
            "errno after another function",
            "#include <errno.h>\n#include <math.h>\n"
                + "int f(double x) { double a = sqrt(x); int e = errno; return e + (a > 1); }",
            "#include <errno.h>\n#include <math.h>\n"
                + "int f(double x) { int e = errno; double a = sqrt(x); return e + (a > 1); }"),
    ]

    /// The same, whatever the text says first.
    static let equal: [TermPair] = [
        TermPair("types without a name, lower down", nameless, "\n\n" + nameless),
        TermPair(
            "elements behind a pointer into an array, in another order",
            "void out(char *z); void f(int n) { char z[16]; for (int i = 0; i < 3; i++) { "
                + "char *a = &z[1 + i * 3]; a[0] = n & 4; a[1] = n & 2; a[2] = n & 1; } out(z); }",
            "void out(char *z); void f(int n) { char z[16]; for (int i = 0; i < 3; i++) { "
                + "char *a = &z[1 + i * 3]; a[2] = n & 1; a[0] = n & 4; a[1] = n & 2; } out(z); }"),
        TermPair(
            "fields of one member of a union, in another order",
            "union U { struct S { int a, b; } s; long l; }; "
                + "void f(union U *u, int n) { struct S *s = &u->s; s->a = n; s->b = 1; }",
            "union U { struct S { int a, b; } s; long l; }; "
                + "void f(union U *u, int n) { struct S *s = &u->s; s->b = 1; s->a = n; }"),
        TermPair(
            "a bit-field tested the other way round",
            "struct S { unsigned b : 1; int c : 2; }; "
                + "int f(struct S *s) { if (s->b) return 1; return s->c ? 2 : 3; }",
            "struct S { unsigned b : 1; int c : 2; }; "
                + "int f(struct S *s) { if (!(s->b)) ; else return 1; return !(s->c) ? 3 : 2; }"),
        TermPair(
            "inverted branches",
            "int f(int a, int b) { if (a < b) return 1; else if (a && b) b++; return b; }",
            "int f(int a, int b) { if (!(a < b)) { if (!(a && b)) ; else b++; } else return 1; "
                + "return b; }"),
        TermPair(
            "an inverted choice", "int f(int a, int b) { return a ? b / a : 2; }",
            "int f(int a, int b) { return !(a) ? 2 : b / a; }"),
        TermPair(
            "cases in another order",
            "int f(int n) { int a = 0; switch (n) { case 1: case 3: a = 1; break; "
                + "default: a = 7; break; case 2: return 2; } return a; }",
            "int f(int n) { int a = 0; switch (n) { case 2: return 2; case 3: case 1: a = 1; "
                + "break; default: a = 7; break; } return a; }"),
        TermPair(
            "stores to different fields through one pointer",
            "struct S { int a, b; int t[4]; }; void f(struct S *s) { s->a = 1; s->b = 2; "
                + "s->t[1] = 3; s->t[2] = s->a; }",
            "struct S { int t[4]; int b, a; }; void f(struct S *s) { s->t[1] = 3; s->b = 2; "
                + "s->a = 1; s->t[2] = s->a; }"),
        TermPair(
            "a loop over one field and a store to another",
            "struct S { int n; int t[4]; }; void f(struct S *s) { s->n = 0; "
                + "for (int i = 0; i < 4; i++) s->t[i] = i; }",
            "struct S { int n; int t[4]; }; void f(struct S *s) { "
                + "for (int i = 0; i < 4; i++) s->t[i] = i; s->n = 0; }"),
        TermPair(
            "calls that touch different variables",
            "static int x, y; static void g(void) { x++; } static int h(void) { return y; } "
                + "int f(void) { g(); int a = h(); y = 2; return a; }",
            "static int x, y; static void g(void) { x++; } static int h(void) { return y; } "
                + "int f(void) { int a = h(); y = 2; g(); return a; }"),
        TermPair(
            "blocks with variables of one name",
            "int f(int n) { int a = 0, b = 0; { int t[2] = {1}; a = t[n]; } "
                + "{ int t[2] = {2}; b = t[n]; } return a - b; }",
            "int f(int n) { int b = 0, a = 0; { int t[2] = {2}; b = t[n]; } "
                + "{ int t[2] = {1}; a = t[n]; } return a - b; }"),
        TermPair(
            "an allocation of another size",
            "#include <stdlib.h>\nstruct S { char a; double b; char c; }; "
                + "struct S *f(void) { struct S *s = malloc(3 * sizeof *s); return s; }",
            "#include <stdlib.h>\nstruct S { char a; char c; double b; }; "
                + "struct S *f(void) { struct S *s = malloc(3 * sizeof *s); return s; }"),
        TermPair(
            "fields said by name",
            "struct P { int a, b; }; struct P p = {.a = 1, .b = 2};",
            "struct P { int b, a; }; struct P p = {.a = 1, .b = 2};"),
        TermPair(
            "unused padding",
            "int f(int n) { return 2 * n; }",
            "int f(int n) { char pad[16]; __asm__ volatile(\"\" : : \"r\"(pad)); return 2 * n; }"),
    ]

    /// Left open, each for its reason.
    static let open: [(pair: TermPair, reason: String)] = [
        (
            TermPair(
                "the size of a struct in another order",
                "struct S { char a; long b; char c; }; int f(void) { return sizeof(struct S); }",
                "struct S { char a; char c; long b; }; int f(void) { return sizeof(struct S); }"),
            "other layout, and a sizeof may see it"
        ),
        (
            TermPair(
                "goto", "int f(int n) { again: if (n--) goto again; return n; }",
                "int f(int n) { again: if (!n--) return n; goto again; }"), "goto"
        ),
        (
            TermPair(
                "padding that is used",
                "int f(void) { char p[9]; __asm__ volatile(\"\" : : \"r\"(p)); return p[0]; }",
                "int f(void) { char p[8]; __asm__ volatile(\"\" : : \"r\"(p)); return p[0]; }"),
            "asm"
        ),
        (
            TermPair(
                "variable arguments",
                "#include <stdarg.h>\nint f(int n, ...) { va_list a; va_start(a, n); "
                    + "int x = va_arg(a, int); int y = va_arg(a, int); return x - y; }",
                "#include <stdarg.h>\nint f(int n, ...) { va_list a; va_start(a, n); "
                    + "int y = va_arg(a, int); int x = va_arg(a, int); return x - y; }"),
            "variable arguments"
        ),
        (
            TermPair(
                "setjmp",
                "#include <setjmp.h>\nstatic jmp_buf b; int f(void) { return setjmp(b); }",
                "#include <setjmp.h>\nstatic jmp_buf b; int f(void) { return 0 + setjmp(b); }"),
            "_setjmp"
        ),
        (
            TermPair(
                "variable length", "int f(int n) { int t[n]; t[0] = n; n = 2; return t[0]; }",
                "int f(int n) { int t[n]; n = 2; t[0] = n; return t[0]; }"),
            "array of variable length, or attribute"
        ),
        (
            TermPair(
                "a layout that a conversion sees",
                "struct S { int a, b; }; int f(struct S *s) { return *(int *)s; }",
                "struct S { int b, a; }; int f(struct S *s) { return *(int *)s; }"),
            "other layout, and a conversion may see it"
        ),
        (
            TermPair(
                "a layout that a size sees",
                "struct S { int a, b; }; int f(void) { return sizeof(struct S) > 8; }",
                "struct S { int b, a; }; int f(void) { return sizeof(struct S) > 8; }"),
            "other layout, and a sizeof may see it"
        ),
        (
            TermPair(
                "a layout that is outside",
                "struct S { int a, b; }; void out(struct S *s); void f(struct S *s) { out(s); }",
                "struct S { int b, a; }; void out(struct S *s); void f(struct S *s) { out(s); }"),
            "other layout, and a call of 'out' may see it"
        ),
        (
            TermPair(
                "a layout in a union",
                "struct S { int a, b; }; union U { struct S s; int t[2]; } u; int f(void) "
                    + "{ u.t[0] = 1; return u.s.a; }",
                "struct S { int b, a; }; union U { struct S s; int t[2]; } u; int f(void) "
                    + "{ u.t[0] = 1; return u.s.a; }"),
            "other layout, and a union may see it"
        ),
        (
            TermPair(
                "a layout that addresses see",
                "struct S { int a, b; }; int f(struct S *s) { return &s->a < &s->b; }",
                "struct S { int b, a; }; int f(struct S *s) { return &s->a < &s->b; }"),
            "other layout, and the address of a field may see it"
        ),
        (
            TermPair(
                "an order beside a function that is not known",
                "static int x; static int g(int n) { again: if (n--) goto again; return x; } "
                    + "int f(void) { x = 1; int a = g(2); x = 2; return a; }",
                "static int x; static int g(int n) { again: if (n--) goto again; return x; } "
                    + "int f(void) { int a = g(2); x = 1; x = 2; return a; }"),
            "calls functions that are not proved"
        ),
    ]

    private static let nameless = """
        struct loop { union { struct { int eq; } tree; struct { char *name; } table; } u; };
        struct call { struct { int n; } (*make)(int); struct { int n; } (*makers[2])(int); };
        static struct { struct { int a; struct { int b; }; } in[2]; } table;
        enum { one, two } static which;
        int f(struct loop *p, struct call *c) {
            __typeof__(&p->u.tree) tree = &p->u.tree;
            __typeof__(table.in[1]) copy = table.in[1];
            which = two;
            return tree->eq + copy.a + copy.b + c->make(1).n + c->makers[1](which).n;
        }
        """
}
