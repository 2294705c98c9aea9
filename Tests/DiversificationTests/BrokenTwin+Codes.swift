import Diversification

extension BrokenTwin {
    private static func enumeration(
        _ name: String, _ rules: [WritableKeyPath<SoundnessRules, Bool> & Sendable],
        _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: rules, transform: RenumberEnumerations(),
            source: "#include <stdio.h>\nenum Light { RED, AMBER, GREEN };\n\(body)")
    }

    private static func code(
        _ name: String, _ rules: [WritableKeyPath<SoundnessRules, Bool> & Sendable],
        _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: rules, transform: RenumberCodes(),
            source: "#include <stdio.h>\n\(body)")
    }

    /// Programs that see the numbers of their enumerations and codes.
    static let codes: [BrokenTwin] = [
        enumeration(
            "enumeration as index", [\.arithmeticFixesCodes],
            """
            static const char names[3][6] = {"red", "amber", "green"};
            int main(void) { enum Light light = AMBER; printf("%s\\n", names[light]); }
            """),
        enumeration(
            "enumeration with an order", [\.arithmeticFixesCodes],
            """
            static int isSlow(enum Light light) { return light < GREEN; }
            int main(void) { printf("%d%d%d\\n", isSlow(RED), isSlow(AMBER), isSlow(GREEN)); }
            """),
        enumeration(
            "enumeration counted through", [\.arithmeticFixesCodes],
            """
            int main(void) {
                int seen = 0;
                for (enum Light light = RED; light != GREEN; light++) seen++;
                printf("%d\\n", seen);
            }
            """),
        enumeration(
            "number stored in an enumeration", [\.arithmeticFixesCodes],
            """
            int main(void) {
                enum Light light = getchar() < 0;
                printf("%s\\n", light == AMBER ? "empty" : "full");
            }
            """),
        enumeration(
            "enumeration compared with a number", [\.arithmeticFixesCodes],
            """
            static int level(enum Light light, int limit) { return light == limit + 1; }
            int main(void) { printf("%d\\n", level(GREEN, 1)); }
            """),
        enumeration(
            "enumeration through an integer variable", [\.arithmeticFixesCodes],
            """
            static int code;
            int main(void) { code = AMBER; int twice = 2 * code; printf("%d\\n", twice); }
            """),
        enumeration(
            "size of an array", [\.arithmeticFixesCodes],
            """
            enum Sizes { SHORT = 2, LONG = 3 };
            int main(void) {
                char names[LONG] = {0};
                enum Sizes size = names[0] ? SHORT : LONG;
                printf("%zu %d\\n", sizeof names, size == LONG);
            }
            """),
        enumeration(
            "printed enumeration", [\.outsideCallsFixCodes],
            "int main(void) { enum Light light = AMBER; printf(\"%d\\n\", light); }"),
        enumeration(
            "enumeration sorted by the library", [\.outsideCallsFixCodes, \.bytesFixCodes],
            """
            #include <stdlib.h>
            #include <string.h>
            static int compare(const void *left, const void *right) {
                return memcmp(left, right, sizeof(enum Light));
            }
            int main(void) {
                enum Light lights[3] = {GREEN, RED, AMBER};
                qsort(lights, 3, sizeof lights[0], compare);
                printf("%d %d\\n", lights[0] == RED, lights[2] == GREEN);
            }
            """),
        enumeration(
            "bytes of an enumeration", [\.bytesFixCodes],
            """
            int main(void) {
                enum Light light = GREEN;
                const unsigned char *bytes = (const unsigned char *)&light;
                printf("%d\\n", bytes[0]);
            }
            """),
        enumeration(
            "enumeration in a union", [\.bytesFixCodes],
            """
            union Both { enum Light light; int number; };
            int main(void) { union Both both = {AMBER}; printf("%d\\n", both.number); }
            """),
        enumeration(
            "enumeration that starts as zero", [\.zeroIsKept],
            """
            static enum Light light;
            static struct { int count; enum Light light; } lamp = {1};
            int main(void) { printf("%d %d\\n", light == RED, lamp.light == RED); }
            """),
        enumeration(
            "enumeration tested for truth", [\.zeroIsKept],
            """
            static const char *say(enum Light light) { return light ? "on" : "off"; }
            int main(void) { puts(say(RED)); puts(say(AMBER)); puts(say(GREEN)); }
            """),
        enumeration(
            "allocated as zero", [\.zeroIsKept],
            """
            #include <stdlib.h>
            struct Lamp { enum Light light; };
            int main(void) {
                struct Lamp *lamp = calloc(1, sizeof *lamp);
                printf("%d\\n", lamp->light == RED);
                free(lamp);
            }
            """),
        code(
            "code that is calculated with", [\.arithmeticFixesCodes],
            """
            static int mode = 1;
            int main(void) {
                if (mode == 1) mode = 2;
                int total = mode * 10;
                printf("%d\\n", total);
            }
            """),
        code(
            "code that is printed", [\.outsideCallsFixCodes],
            """
            static int check(int x) { if (x == 4) return 7; return 0; }
            int main(void) {
                int got = check(4);
                if (got == 7) printf("%d\\n", got);
            }
            """),
        code(
            "code whose address is taken", [\.bytesFixCodes],
            """
            static void set(int *cell) { *cell = 2; }
            int main(void) {
                int mode = 1;
                if (mode == 1) set(&mode);
                printf("%d\\n", mode == 2);
            }
            """),
        code(
            "code that starts as zero", [\.zeroIsKept],
            """
            static int state;
            int main(void) {
                for (int i = 0; i < 4; i++) {
                    switch (state) {
                    case 0: state = 2; puts("zero"); break;
                    case 2: state = 0; puts("two"); break;
                    }
                }
            }
            """),
    ]

    /// Programs that see where variables are, or in which order they start.
    static let storage: [BrokenTwin] = [
        BrokenTwin(
            name: "locals of a recursive function", rules: [\.activationsHaveOwnVariables],
            transform: MoveLocalsToStatic(),
            source: """
                #include <stdio.h>
                static int visit(int n) {
                    int own[1];
                    own[0] = n;
                    if (n > 0) visit(n - 1);
                    return own[0];
                }
                int main(void) { printf("%d\\n", visit(3)); }
                """),
        BrokenTwin(
            name: "locals of a function entered through a pointer",
            rules: [\.addressedFunctionsMayReenter], transform: MoveLocalsToStatic(),
            source: """
                #include <stdio.h>
                static int (*hook)(int);
                static int visit(int n) {
                    int own[1];
                    own[0] = n;
                    if (n > 0) hook(n - 1);
                    return own[0];
                }
                int main(void) { hook = visit; printf("%d\\n", visit(3)); }
                """),
        BrokenTwin(
            name: "initialisers with effects", rules: [\.initialisersKeepTheirOrder],
            transform: PermuteLocals(),
            source: """
                #include <stdio.h>
                static int count;
                static int next(void) { return count = 3 * count + 1; }
                int main(void) {
                    int a = next(), b = next();
                    int c = next();
                    int d = next();
                    printf("%d %d %d %d\\n", a, b, c, d);
                }
                """),
        BrokenTwin(
            name: "declarators that shadow", rules: [\.namesBind], transform: PermuteLocals(),
            source: """
                #include <stdio.h>
                static char n[3];
                int main(void) {
                    long m = sizeof n, n;
                    n = m;
                    printf("%ld\\n", n);
                }
                """),
        BrokenTwin(
            name: "function called before others know it", rules: [\.calleesAreDeclaredFirst],
            transform: RenumberCalls(bodyBytesMin: 0),
            source: """
                #include <stdio.h>
                static int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }
                int main(void) { printf("%d\\n", factorial(5)); }
                """),
        BrokenTwin(
            name: "sched_yield of the program's own", rules: [\.yieldIsTheSystems],
            transform: PerturbThreadSchedule(),
            source: """
                #include <pthread.h>
                #include <stdio.h>
                static int calls;
                int sched_yield(void) { calls++; return 0; }
                static void *work(void *argument) { return argument; }
                int main(void) {
                    pthread_t thread;
                    pthread_create(&thread, 0, work, 0);
                    pthread_join(thread, 0);
                    printf("%d\\n", calls);
                }
                """),
    ]
}
