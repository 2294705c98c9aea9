import Diversification

extension BrokenTwin {
    private static func twin(
        _ name: String, _ rule: WritableKeyPath<SoundnessRules, Bool> & Sendable,
        _ transform: any Transform, _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: [rule], transform: transform,
            source: "#include <stdio.h>\n\(body)")
    }

    static let data: [BrokenTwin] = [
        twin(
            "complement of what a pointer reaches", \.addressesFixForm, ComplementIntegers(),
            """
            int main(void) {
                int x = 0;
                int *alias = &x;
                x = 5;
                *alias += 2;
                printf("%d\\n", x);
            }
            """),
        twin(
            "complement of zero", \.zeroIsCoded, ComplementIntegers(),
            """
            static int total;
            int main(void) {
                static unsigned char calls;
                calls++;
                total += 3;
                printf("%d %d\\n", total, calls);
            }
            """),
        twin(
            "complement of a promoted type", \.decodingKeepsType, ComplementIntegers(),
            """
            int main(void) {
                unsigned char small = 200;
                unsigned short word = 65000;
                int sum = small + word;
                printf("%d\\n", sum);
            }
            """),
        twin(
            "parameters of a function in a table", \.escapesFixParameters, ComplementIntegers(),
            """
            static int one(int n) { return n + 1; }
            static int two(int n) { return n + 2; }
            int main(void) {
                int (*table[2])(int) = {one, two};
                printf("%d %d\\n", table[0](1), table[1](one(1)));
            }
            """),
        twin(
            "a static variable and a call that writes it", \.unsequencedCallsFixForm,
            ComplementIntegers(),
            """
            static int total = 1;
            static int next(void) { total = total * 3; return 1; }
            int main(void) {
                total += next();
                printf("%d\\n", total);
            }
            """),
        twin(
            "a declaration that switch jumps over", \.jumpsSkipInitialisers,
            EncodeIntegersANBD(),
            """
            static void fill(void) {
                volatile char deep[256];
                for (unsigned i = 0; i < sizeof deep; i++) deep[i] = 0x5a;
            }
            static void pick(int n) {
                switch (n) {
                    int x;
                case 1:
                    putchar('a');
                    x = n;
                    putchar('a' + x);
                }
            }
            int main(void) { fill(); pick(1); putchar(10); }
            """),
        twin(
            "an operand said twice", \.repeatedOperandsArePure, RewriteUnsignedArithmetic(),
            """
            static unsigned state = 1;
            static unsigned next(void) { state = state * 5u + 1u; return state; }
            int main(void) {
                unsigned first = next() + 7u;
                unsigned second = first ^ next();
                printf("%u %u %u\\n", first, second, state);
            }
            """),
    ]
}
