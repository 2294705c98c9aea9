import Diversification
import Testing

extension BrokenTwin {
    /// What statements read, write and call.
    static let statements: [BrokenTwin] = [
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
    ]
}
