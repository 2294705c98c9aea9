import Diversification
import Testing

/// Source in, exact source out; and it prints what it printed.
struct TransformTests {
    private func expect(
        _ transform: any Transform, seed: UInt64, _ source: String, becomes expected: String,
        sites: Int, moved: Int
    ) throws {
        let (text, applied) = try CProgram(source: source).rewritten(by: [transform], seed: seed)
        #expect(text == expected)
        #expect(applied.map(\.name) == [transform.name])
        #expect(applied.map(\.sites) == [sites])
        #expect(applied.map(\.moved) == [moved])
        #expect(try CProgram.behaviour(of: text) == CProgram.behaviour(of: source))
    }

    @Test func `independent statements change places and dependent ones do not`() throws {
        try expect(
            ReorderIndependentStatements(), seed: 1,
            """
            #include <math.h>
            #include <stdio.h>
            static int conditions[3];
            static double side(double x) { return sqrt(x) * 2; }
            int main(void) {
                double a = side(4);  // first
                double b = side(9);
                double c = a + b;
                conditions[0] = c > 9;
                conditions[1] = c > 11;
                for (int i = 0; i < 2; i++) conditions[2] += conditions[i];
                printf("%d\\n", conditions[2]);
                a = 1;
                b = 2;
                return a > b;
            }
            """,
            becomes: """
                #include <math.h>
                #include <stdio.h>
                static int conditions[3];
                static double side(double x) { return sqrt(x) * 2; }
                int main(void) {
                    double b = side(9);  // first
                    double a = side(4);
                    double c = a + b;
                    conditions[1] = c > 11;
                    conditions[0] = c > 9;
                    for (int i = 0; i < 2; i++) conditions[2] += conditions[i];
                    printf("%d\\n", conditions[2]);
                    a = 1;
                    b = 2;
                    return a > b;
                }
                """,
            sites: 1, moved: 4)
    }

    @Test func `functions change places and leave prototypes`() throws {
        try expect(
            ReorderFunctions(), seed: 1,
            """
            #include <stdio.h>
            // One more.
            static int next(int n) {
                return n + 1;
            }
            struct Pair { int left, right; };

            /* The larger one. */
            static int larger(struct Pair pair) { return pair.left > pair.right; }
            static const int limit = 3;

            int main(void) {
                struct Pair pair = {.left = next(1), .right = limit};
                printf("%d\\n", larger(pair));
            }

            """,
            becomes: """
                #include <stdio.h>
                static int next(int n);
                struct Pair { int left, right; };

                static int larger(struct Pair pair);
                static const int limit = 3;

                int main(void);

                int main(void) {
                    struct Pair pair = {.left = next(1), .right = limit};
                    printf("%d\\n", larger(pair));
                }

                /* The larger one. */
                static int larger(struct Pair pair) { return pair.left > pair.right; }

                // One more.
                static int next(int n) {
                    return n + 1;
                }

                """,
            sites: 1, moved: 2)
    }

    @Test func `globals change places unless one names another`() throws {
        try expect(
            ReorderGlobals(), seed: 2,
            """
            #include <stdio.h>
            static int a = 1;
            static int b = 2, c = 3; // both
            static int *d = &a;
            enum { size = 2 };
            static int e[size];
            static int f;
            int main(void) { printf("%d\\n", a + b + c + *d + e[1] + f); }
            """,
            becomes: """
                #include <stdio.h>
                static int b = 2, c = 3;
                static int a = 1; // both
                static int *d = &a;
                enum { size = 2 };
                static int f;
                static int e[size];
                int main(void) { printf("%d\\n", a + b + c + *d + e[1] + f); }
                """,
            sites: 2, moved: 4)
    }

    @Test func `fields change places when nothing sees their layout`() throws {
        try expect(
            ReorderStructFields(), seed: 1,
            """
            #include <stdio.h>
            #include <stdlib.h>
            typedef struct {
                int left, right; /* ends */
                double weight;
                char name[8];
            } Edge;
            struct Node { struct Node *next; Edge edge; int id; };
            int main(void) {
                struct Node *node = malloc(sizeof(struct Node));
                struct Node zero = {0};
                *node = zero;
                node->edge = (Edge){.left = 1, .weight = 2.5};
                printf("%d %g %d\\n", node->edge.left, node->edge.weight, node->id);
                free(node);
            }
            """,
            becomes: """
                #include <stdio.h>
                #include <stdlib.h>
                typedef struct {
                    double weight; /* ends */
                    int left, right;
                    char name[8];
                } Edge;
                struct Node { struct Node *next; int id; Edge edge; };
                int main(void) {
                    struct Node *node = malloc(sizeof(struct Node));
                    struct Node zero = {0};
                    *node = zero;
                    node->edge = (Edge){.left = 1, .weight = 2.5};
                    printf("%d %g %d\\n", node->edge.left, node->edge.weight, node->id);
                    free(node);
                }
                """,
            sites: 2, moved: 4)
    }

    @Test func `structs that are cleared and copied whole may change`() throws {
        let program = CProgram(
            source: """
                #include <stdio.h>
                #include <string.h>
                struct Mixed { char a; double b; int c; };
                int main(void) {
                    struct Mixed one, two, rows[3];
                    memset(&one, 0, sizeof one);
                    memset(rows, 0, sizeof rows);
                    one.c = 7;
                    memcpy(&two, &one, sizeof(struct Mixed));
                    memmove(&rows[1], &two, sizeof rows[1]);
                    printf("%d %zu\\n", rows[1].c + two.c, sizeof rows / sizeof rows[0]);
                }
                """)
        let (broken, texts) = try program.brokenSeeds(by: [ReorderStructFields()], seeds: 1...6)
        #expect(broken.isEmpty)
        #expect(texts > 1)
    }

    @Test func `blocks with names of their own change places`() throws {
        let program = CProgram(
            source: """
                #include <stdio.h>
                int main(void) {
                    int even = 0, odd = 0;
                    for (int i = 0; i < 9; i += 2) even += i;
                    for (int i = 1; i < 9; i += 2) odd += i;
                    printf("%d %d\\n", even, odd);
                }
                """)
        let (broken, texts) = try program.brokenSeeds(
            by: [ReorderIndependentStatements()], seeds: 1...6)
        #expect(broken.isEmpty)
        #expect(texts == 1)
    }

    @Test func `frames grow by unused blocks`() throws {
        try expect(
            PadStack(), seed: 3,
            """
            #include <stdio.h>
            static int twice(int n) { return 2 * n; }
            static int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }
            int main(void) {
                printf("%d\\n", twice(factorial(4)));
            }
            """,
            becomes: """
                #include <stdio.h>
                static int twice(int n) {
                    char thrice_pad[80]; __asm__ volatile("" : : "r"(thrice_pad)); return 2 * n; }
                static int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }
                int main(void) {
                    char thrice_pad[48]; __asm__ volatile("" : : "r"(thrice_pad));
                    printf("%d\\n", twice(factorial(4)));
                }
                """,
            sites: 2, moved: 2)
    }

    @Test func `a padded frame is larger under optimisation`() throws {
        let source = "int f(int *p);\nint g(int n) { int a = n; return f(&a) + a; }\n"
        func frame(_ text: String) throws -> Int {
            let directory = try TemporaryDirectory()
            try text.write(
                toFile: "\(directory.path)/g.c", atomically: true, encoding: .utf8)
            let build = ToolRun(
                arguments: ["gcc", "-O2", "-c", "-fstack-usage", "g.c"], directory: directory.path)
            try #require(build().hasSucceeded)
            let usage = try String(contentsOfFile: "\(directory.path)/g.su", encoding: .utf8)
            return try #require(Int(usage.split(separator: "\t")[1]))
        }
        var sizes: Set<Int> = []
        for seed in UInt64(1)...8 {
            let (text, applied) = try CProgram(source: source)
                .rewritten(by: [PadStack()], seed: seed)
            let size = try frame(text)
            #expect(try (size > frame(source)) == (applied[0].sites == 1))
            sizes.insert(size)
        }
        #expect(sizes.count > 3)
    }
}
