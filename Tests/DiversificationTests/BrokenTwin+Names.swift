import Diversification
import Testing

extension BrokenTwin {
    /// What names stand for, and sizes that are known only at run time.
    static let names: [BrokenTwin] = [
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
        statement(
            "a type declared in an expression", \.namesBind,
            """
            enum { size = 1 };
            int main(void) {
                int a = 0, b = 0;
                {
                    a = (int)sizeof(enum { small = 1, size = 5 });
                    b = size;
                }
                printf("%d %d\\n", a, b);
            }
            """),
        statement(
            "sizes of arrays of variable length", \.variableArraysAreBarriers,
            """
            int main(void) {
                int n = 3, a = 0;
                a = (int)sizeof(int[n]);
                n = 5;
                printf("%d\\n", a);
                n = 2;
                a = (int)sizeof(char[n]);
                n = 7;
                printf("%d %d\\n", a, n);
            }
            """),
        statement(
            "a second name by an assembler label", \.otherNamesAreBarriers,
            """
            int first;
            extern int second __asm__("first");
            int main(void) {
                first = 1;
                second = 2;
                first = first * 3;
                printf("%d\\n", second);
            }
            """),
        statement(
            "a second name in a callee", \.otherNamesAreBarriers,
            """
            int first;
            extern int second __asm__("first");
            static void scale(void) { second = second * 3 + 1; }
            int main(void) {
                first = 1;
                scale();
                first = first * 10;
                scale();
                printf("%d\\n", first);
            }
            """),
        statement(
            "one variable declared in two blocks", [\.writesConflict, \.unknownCallsAreBarriers],
            """
            static void set(int x) { extern int shared; shared = shared * 2 + x; }
            static void scale(void) { extern int shared; shared *= 3; }
            int shared = 1;
            int main(void) { set(1); scale(); set(2); scale(); printf("%d\\n", shared); }
            """),
    ]
}
