import Diversification
import Testing

/// A program that is right because of one rule (or of several that only guard together).
struct BrokenTwin: Sendable, CustomTestStringConvertible {
    let name: String
    let rules: [WritableKeyPath<SoundnessRules, Bool> & Sendable]
    let transform: any Transform
    let source: String

    var testDescription: String { name }

    static let all =
        statements + layouts + branches + loops + orders + codes + storage + data

    private static func statement(
        _ name: String, _ rule: WritableKeyPath<SoundnessRules, Bool> & Sendable, _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: [rule], transform: ReorderIndependentStatements(),
            source: "#include <stdio.h>\n\(body)")
    }

    private static func layout(
        _ name: String, _ rule: WritableKeyPath<SoundnessRules, Bool> & Sendable, _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: [rule], transform: ReorderStructFields(),
            source: "#include <stdio.h>\n\(body)")
    }
}

extension BrokenTwin {
    private static let statements: [BrokenTwin] = [
        statement(
            "data dependence", \.writesConflict,
            """
            int main(void) {
                int a = 1, b = 2;
                a = a + b;
                b = a * 3;
                a = b - 1;
                printf("%d %d\\n", a, b);
            }
            """),
        statement(
            "aliasing through pointers", \.pointersMayMeet,
            """
            static int set(int *left, int *right) {
                *left = 1;
                *right = 2;
                return *left;
            }
            int main(void) { int x = 0; int got = set(&x, &x); printf("%d %d\\n", x, got); }
            """),
        statement(
            "address-taken global", \.pointersMeetExposedVariables,
            """
            static int x;
            static int *alias = &x;
            int main(void) { x = 1; *alias = 2; printf("%d\\n", x); }
            """),
        statement(
            "address-taken local", \.pointersMeetExposedVariables,
            """
            int main(void) {
                int x = 0;
                int *alias = &x;
                x = 1;
                *alias += 2;
                x = x * 10;
                printf("%d\\n", x);
            }
            """),
        statement(
            "array reached through a pointer", \.pointersMeetExposedVariables,
            """
            static int table[4];
            int main(void) {
                int *cell = table;
                table[2] = 7;
                cell[2] = 9;
                printf("%d\\n", table[2]);
            }
            """),
        statement(
            "global state in callees", \.calleesHaveEffects,
            """
            static int counter;
            static int next(void) { counter = counter * 3 + 1; return counter; }
            int main(void) {
                int a, b, c;
                a = next();
                b = next();
                c = next();
                printf("%d %d %d\\n", a, b, c);
            }
            """),
        statement(
            "static state in callees", \.calleesHaveEffects,
            """
            static int next(int by) { static int state = 1; state = state * 5 + by; return state; }
            static int twice(int by) { next(by); return next(by + 1); }
            int main(void) {
                int a = twice(1);
                int b = next(2);
                int c = twice(3);
                printf("%d %d %d\\n", a, b, c);
            }
            """),
        statement(
            "calls that print", \.unknownCallsAreBarriers,
            """
            static void say(char what) { putchar(what); }
            int main(void) { say('a'); putchar('b'); say('c'); puts("d"); }
            """),
        statement(
            "calls through pointers", \.unknownCallsAreBarriers,
            """
            static int total;
            static void add(void) { total += 3; }
            static void scale(void) { total *= 7; }
            int main(void) {
                void (*steps[2])(void) = {add, scale};
                steps[0]();
                steps[1]();
                steps[0]();
                printf("%d\\n", total);
            }
            """),
        statement(
            "break in the middle of a loop", \.jumpsAreBarriers,
            """
            int main(void) {
                int total = 0, count = 0;
                for (int i = 0; i < 10; i++) {
                    total += i;
                    if (i == 3) break;
                    count += 2;
                }
                printf("%d %d\\n", total, count);
            }
            """),
        statement(
            "continue in the middle of a loop", \.jumpsAreBarriers,
            """
            int main(void) {
                int total = 0, count = 0;
                for (int i = 0; i < 10; i++) {
                    total += i;
                    if (i % 3 == 0) continue;
                    count += 2;
                }
                printf("%d %d\\n", total, count);
            }
            """),
        statement(
            "early return", \.jumpsAreBarriers,
            """
            static int last;
            static int check(int x) { if (x > 2) return 1; last = x; return 0; }
            int main(void) {
                int sum = 0;
                for (int i = 0; i < 5; i++) { int got = check(i); sum = sum * 2 + got; }
                printf("%d %d\\n", sum, last);
            }
            """),
        statement(
            "switch fall-through", \.jumpsAreBarriers,
            """
            int main(void) {
                int a = 0, b = 0, c = 0;
                for (int i = 0; i < 4; i++) {
                    switch (i) {
                    case 0: a += 1;
                    case 1: b += 10; break;
                    case 2: c += 100;
                    default: a += 1000;
                    }
                }
                printf("%d %d %d\\n", a, b, c);
            }
            """),
        statement(
            "goto over and into blocks", \.jumpsAreBarriers,
            """
            int main(void) {
                int a = 0, b = 0, n = 0;
            again:
                a += 1;
                if (a > 3) goto out;
                b += 2;
                n = n + 3;
                goto again;
            out:
                printf("%d %d %d\\n", a, b, n);
            }
            """),
        statement(
            "members of one union", \.unionMembersOverlap,
            """
            union Word { int whole; unsigned char bytes[4]; };
            int main(void) {
                union Word word;
                word.whole = -1;
                word.bytes[0] = 1;
                word.bytes[1] = 2;
                printf("%d\\n", word.whole);
            }
            """),
        statement(
            "members of an anonymous union", \.unionMembersOverlap,
            """
            struct Box { int kind; union { int whole; struct { short low, high; }; }; };
            int main(void) {
                struct Box box = {0};
                box.whole = 0x01020304;
                box.low = 5;
                box.high = 6;
                box.kind = 1;
                printf("%d %d\\n", box.whole, box.kind);
            }
            """),
        statement(
            "shadowed names", \.namesBind,
            """
            int main(void) {
                int x = 1, y = 0, z = 0;
                {
                    y = x;
                    int x = 5;
                    z = x;
                }
                printf("%d %d\\n", y, z);
            }
            """),
        statement(
            "sizes of shadowed names", \.namesBind,
            """
            static char buffer[3];
            int main(void) {
                int n = 0, m = 0;
                {
                    n = (int)sizeof buffer;
                    char buffer[9] = {0};
                    m = buffer[0];
                }
                printf("%d %d\\n", n, m);
            }
            """),
    ]

    private static let layouts: [BrokenTwin] = [
        layout(
            "positional initialiser", \.positionalInitialisersObserve,
            """
            struct Pair { int left; int right; };
            static const struct Pair table[] = {{1, 2}, {3, 4}};
            int main(void) { printf("%d %d\\n", table[0].left, table[1].right); }
            """),
        layout(
            "positional initialiser without inner braces", \.positionalInitialisersObserve,
            """
            struct Pair { int left; int right; };
            struct Outer { struct Pair pair; };
            static struct Outer outer = {.pair = {1, 2}};
            static const struct Pair table[] = {1, 2, 3, 4};
            int main(void) { printf("%d %d\\n", table[0].left, outer.pair.right); }
            """),
        layout(
            "cast to another struct", \.castsObserve,
            """
            struct Pair { int left; int right; };
            struct Twin { int first; int second; };
            int main(void) {
                struct Pair pair;
                pair.left = 1;
                pair.right = 2;
                const unsigned char *bytes = (const unsigned char *)&pair;
                const struct Twin *twin = (const struct Twin *)&pair;
                printf("%d %d\\n", bytes[0], bytes[4]);
                return twin == 0;
            }
            """),
        layout(
            "cast of an enclosing struct", \.castsObserve,
            """
            struct Pair { int left; int right; };
            struct Outer { struct Pair pair[2]; };
            int main(void) {
                struct Outer outer = {0};
                outer.pair[0].left = 7;
                void *opaque = &outer;
                printf("%d\\n", *(int *)opaque);
            }
            """),
        layout(
            "size in output", \.sizesObserve,
            """
            struct Mixed { char a; double b; char c; };
            int main(void) { printf("%zu\\n", sizeof(struct Mixed)); }
            """),
        layout(
            "union membership", \.unionsObserve,
            """
            struct Pair { int left; int right; };
            union Both { struct Pair pair; int raw[2]; };
            int main(void) {
                union Both both = {.raw = {1, 2}};
                printf("%d %d\\n", both.pair.left, both.pair.right);
            }
            """),
        BrokenTwin(
            name: "written as bytes",
            rules: [\.castsObserve, \.outsideCallsObserve, \.sizesObserve],
            transform: ReorderStructFields(),
            source: """
                #include <stdio.h>
                struct Pair { int left; int right; };
                int main(void) {
                    struct Pair pair;
                    pair.left = 0x41424344;
                    pair.right = 0x45464748;
                    fwrite(&pair, sizeof pair, 1, stdout);
                }
                """),
    ]
}
