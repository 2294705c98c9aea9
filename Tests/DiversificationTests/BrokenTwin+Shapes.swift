import Diversification

extension BrokenTwin {
    private static func shape(
        _ name: String, _ rule: WritableKeyPath<SoundnessRules, Bool> & Sendable,
        _ transform: any Transform, _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: [rule], transform: transform,
            source: "#include <stdio.h>\n\(body)")
    }

    static let branches: [BrokenTwin] = [
        shape(
            "else of an inner if", \.elseBelongsToItsIf, InvertBranches(),
            """
            static int pick(int a, int b) { int r = 0; if (a) r = 1; else if (b) r = 2; return r; }
            int main(void) { printf("%d %d %d\\n", pick(0, 0), pick(0, 1), pick(1, 0)); }
            """),
        shape(
            "negated comparison", \.operandsStayTogether, InvertBranches(),
            """
            int main(void) {
                for (int a = 0; a < 4; a++) if (a == 2) puts("two"); else puts("other");
            }
            """),
        shape(
            "comma in an operand", \.operandsStayTogether, InvertBranches(),
            """
            int main(void) {
                int b = 7, got = 0;
                for (int a = 0; a < 3; a++) { got += (a ? b++, 3 : 4) * 10; }
                printf("%d %d\\n", b, got);
            }
            """),
        shape(
            "cases that fall through", \.fallThroughBinds, ReorderCases(),
            """
            int main(void) {
                int a = 0;
                for (int i = 0; i < 5; i++) {
                    switch (i) {
                    case 0: a += 1;
                    case 1: a += 10; break;
                    case 2: a += 100;
                    default: a += 1000;
                    }
                }
                printf("%d\\n", a);
            }
            """),
        shape(
            "last case without a break", \.lastCaseLeaves, ReorderCases(),
            """
            int main(void) {
                int a = 0;
                for (int i = 0; i < 3; i++) {
                    switch (i) {
                    case 0: a += 1; break;
                    case 1: a += 10; break;
                    case 2: a += 100;
                    }
                }
                printf("%d\\n", a);
            }
            """),
        shape(
            "blocks in another order", \.blocksJumpToSuccessors, ReorderBlocks(),
            """
            int main(void) {
                int a = 1;
                a = a * 3;
                a = a + 4;
                if (a > 5) { a = a * 5; } else { a = a - 1; }
                a = a + 6;
                printf("%d\\n", a);
                return a & 0;
            }
            """),
        shape(
            "names in blocks", \.namesBind, ReorderBlocks(),
            """
            int main(void) {
                int x = 1, y = 0, z = 0;
                {
                    y = x;
                    int x = 5;
                    z = x;
                    printf("%d %d\\n", y, z);
                }
            }
            """),
        shape(
            "names in arms", \.namesBind, ReorderBlocks(),
            """
            static int x = 1;
            int main(void) {
                int y = 0;
                if (x > 0) { y = x + 1; }
                int z = y;
                int x = 5;
                printf("%d %d %d\\n", x, y, z);
                return 0;
            }
            """),
    ]

    static let loops: [BrokenTwin] = [
        shape(
            "state in a loop's body", \.copiesShareNoState, ReshapeLoops(),
            """
            int main(void) {
                for (int i = 0; i < 5; i++) { static int n = 3; printf("%d ", n += i); }
                puts("");
            }
            """),
        shape(
            "continue in an inner loop", \.jumpsFollowTheirLoop, ReshapeLoops(),
            """
            int main(void) {
                for (int i = 0; i < 3; i++) {
                    int j = 0;
                    while (j < 5) { j++; if (j == 1 || j == 3) continue; printf("%d", i * 10 + j); }
                    puts(";");
                }
            }
            """),
        shape(
            "break in an inner loop", \.jumpsFollowTheirLoop, ReshapeLoops(),
            """
            int main(void) {
                for (int i = 0; i < 3; i++) {
                    do { printf("%d ", i); if (i == 1) break; puts("more"); } while (i > 5);
                    puts(";");
                }
            }
            """),
        shape(
            "sums of earlier elements", \.iterationsConflict, ReshapeLoops(),
            """
            int main(void) {
                int sums[6] = {1, 1, 1, 1, 1, 1};
                for (int i = 1; i < 6; i++) sums[i] += sums[i - 1];
                printf("%d %d\\n", sums[3], sums[5]);
            }
            """),
        shape(
            "output of a loop", \.iterationsConflict, ReshapeLoops(),
            "int main(void) { for (int i = 0; i < 6; i++) printf(\"%d\\n\", i); }"),
        shape(
            "overlapping arrays", \.pointersMayMeet, ReshapeLoops(),
            """
            static void shift(int *to, int *from) {
                for (int i = 0; i < 5; i++) { to[i] = from[i] + 1; }
            }
            int main(void) { int t[6] = {0}; shift(t + 1, t); printf("%d %d\\n", t[1], t[5]); }
            """),
        shape(
            "a bound among the elements", \.boundsStay, ReshapeLoops(),
            """
            int main(void) {
                int a[8] = {0, 0, 5, 1, 1};
                for (int i = 0; i < a[2]; i++) a[i] = 3;
                printf("%d %d %d\\n", a[2], a[3], a[4]);
            }
            """),
    ]

    static let orders: [BrokenTwin] = [
        shape(
            "operands that conflict", \.operandsConflict, ExplicitEvaluationOrder(),
            """
            static int state;
            static int next(int by) { state = state * 3 + by; return state; }
            int main(void) { int got = next(1) * 10 + next(2); printf("%d\\n", got); }
            """),
        shape(
            "arguments that conflict with the target", \.operandsConflict,
            ExplicitEvaluationOrder(),
            """
            static int state, other;
            static int put(int to) { state = to; return to; }
            static int twice(int n) { other++; return n * 2; }
            int main(void) {
                int cells[4] = {0};
                cells[put(2)] = twice(state + 1) + put(1);
                printf("%d %d\\n", cells[1], cells[2]);
            }
            """),
        shape(
            "operands that may be skipped", \.operandsMayBeSkipped, ExplicitEvaluationOrder(),
            """
            static int check(const int *p) { int is = p != 0 && *p == 3; return is; }
            int main(void) { int three = 3; printf("%d %d\\n", check(&three), check(0)); }
            """),
    ]
}
