/// For each operator a program with what it takes and what it refuses, and all its mutants.
struct OperatorCase: Sendable, CustomStringConvertible {
    let name: String
    let source: String
    /// As `line: before -> after`.
    let mutations: [String]

    var description: String { name }

    static let all = [
        replaceRelation, replaceArithmetic, replaceConnector, negateCondition, changeConstant,
        moveBound, dropInitialisation, dropBreak, deleteStatement, swapArguments,
        replaceReturnValue, assignElsewhere,
    ]

    private static let replaceRelation = OperatorCase(
        name: "ReplaceRelation",
        source: """
            #include <stddef.h>
            int between(int a, double b, const char *p) {
                if (p == NULL || a < 3) return a != 0 ? 1 : 2;
                return (b >= 1.5) + (a & 1) == 0;
            }

            """,
        mutations: [
            "3: p == NULL -> p != NULL",
            "3: a < 3 -> a <= 3",
            "3: a < 3 -> a > 3",
            "3: a < 3 -> a >= 3",
            "3: a < 3 -> a == 3",
            "3: a < 3 -> a != 3",
            "3: a != 0 -> a < 0",
            "3: a != 0 -> a <= 0",
            "3: a != 0 -> a > 0",
            "3: a != 0 -> a >= 0",
            "3: a != 0 -> a == 0",
            "4: (b >= 1.5) + (a & 1) == 0 -> (b >= 1.5) + (a & 1) < 0",
            "4: (b >= 1.5) + (a & 1) == 0 -> (b >= 1.5) + (a & 1) <= 0",
            "4: (b >= 1.5) + (a & 1) == 0 -> (b >= 1.5) + (a & 1) > 0",
            "4: (b >= 1.5) + (a & 1) == 0 -> (b >= 1.5) + (a & 1) >= 0",
            "4: (b >= 1.5) + (a & 1) == 0 -> (b >= 1.5) + (a & 1) != 0",
            "4: b >= 1.5 -> b < 1.5",
            "4: b >= 1.5 -> b <= 1.5",
            "4: b >= 1.5 -> b > 1.5",
            "4: b >= 1.5 -> b == 1.5",
            "4: b >= 1.5 -> b != 1.5",
        ])

    private static let replaceArithmetic = OperatorCase(
        name: "ReplaceArithmetic",
        source: """
            int mix(int a, unsigned b, double d, int *p) {
                int c = a - (int)b * 2;
                c += a << 1;
                c++;
                d = -d / 2.0;
                p = p + 1;
                *--p %= 7;
                return (int)(p - &c) + (int)d;
            }

            """,
        mutations: [
            "2: a - (int)b * 2 -> a + (int)b * 2",
            "2: a - (int)b * 2 -> a * ((int)b * 2)",
            "2: a - (int)b * 2 -> a / ((int)b * 2)",
            "2: a - (int)b * 2 -> a % ((int)b * 2)",
            "2: (int)b * 2 -> ((int)b + 2)",
            "2: (int)b * 2 -> ((int)b - 2)",
            "2: (int)b * 2 -> (int)b / 2",
            "2: (int)b * 2 -> (int)b % 2",
            "3: c += a << 1 -> c -= a << 1",
            "3: c += a << 1 -> c *= a << 1",
            "3: c += a << 1 -> c /= a << 1",
            "3: c += a << 1 -> c %= a << 1",
            "3: a << 1 -> a >> 1",
            "4: c++ -> c--",
            "5: -d / 2.0 -> -d + 2.0",
            "5: -d / 2.0 -> -d - 2.0",
            "5: -d / 2.0 -> -d * 2.0",
            "5: -d -> +d",
            "6: p + 1 -> p - 1",
            "7: *--p %= 7 -> *--p += 7",
            "7: *--p %= 7 -> *--p -= 7",
            "7: *--p %= 7 -> *--p *= 7",
            "7: *--p %= 7 -> *--p /= 7",
            "7: --p -> ++p",
            "8: (int)(p - &c) + (int)d -> (int)(p - &c) - (int)d",
            "8: (int)(p - &c) + (int)d -> (int)(p - &c) * (int)d",
            "8: (int)(p - &c) + (int)d -> (int)(p - &c) / (int)d",
            "8: (int)(p - &c) + (int)d -> (int)(p - &c) % (int)d",
        ])

    private static let replaceConnector = OperatorCase(
        name: "ReplaceConnector",
        source: """
            int both(int a, int b, int c) {
                int flags = a & b;
                flags |= 4;
                return a && b || c == (flags ^ 1);
            }

            """,
        mutations: [
            "2: a & b -> a | b",
            "2: a & b -> a ^ b",
            "3: flags |= 4 -> flags &= 4",
            "3: flags |= 4 -> flags ^= 4",
            "4: a && b || c == (flags ^ 1) -> a && b && c == (flags ^ 1)",
            "4: a && b -> (a || b)",
            "4: flags ^ 1 -> flags & 1",
            "4: flags ^ 1 -> flags | 1",
        ])

    private static let negateCondition = OperatorCase(
        name: "NegateCondition",
        source: """
            int next(int n) {
                while (n > 10) n /= 2;
                do n++; while (n);
                for (int i = 0; i < 3; i++) n = !n ? i : n;
                if (!n) return 1;
                return n;
            }

            """,
        mutations: [
            "2: n > 10 -> !(n > 10)",
            "3: n -> !n",
            "4: i < 3 -> !(i < 3)",
            "4: !n -> !!n",
            "5: !n -> !!n",
        ])

    private static let changeConstant = OperatorCase(
        name: "ChangeConstant",
        source: """
            #include <stdbool.h>
            #include <stddef.h>
            enum { most = 9 };
            static const int table[most] = {1, 7};
            static bool isOpen = true;
            double scale(int n, char *p) {
                unsigned u = 0u;
                if (n / 1 == most || n == 'x') p = 0;
                switch (n) { case 3: return 0.5; }
                for (int i = 0; i < most; i++) u += table[2] - sizeof(int[5]);
                return p != NULL ? u : 2147483647;
            }

            """,
        mutations: [
            "4: 1 -> 2",
            "4: 1 -> 0",
            "4: 1 -> -1",
            "4: 7 -> 8",
            "4: 7 -> 6",
            "4: 7 -> 0",
            "4: 7 -> -1",
            "5: true -> false",
            "7: 0u -> 1u",
            "8: 1 -> 2",
            "8: 1 -> (-1)",
            "8: most -> (most + 1)",
            "8: most -> (most - 1)",
            "8: 'x' -> ('x' + 1)",
            "8: 'x' -> ('x' - 1)",
            "9: 0.5 -> 1.5",
            "9: 0.5 -> -0.5",
            "9: 0.5 -> 0.0",
            "10: 0 -> 1",
            "10: 0 -> -1",
            "10: 2 -> 3",
            "10: 2 -> 1",
            "11: 2147483647 -> 2147483646",
            "11: 2147483647 -> 0",
            "11: 2147483647 -> -1",
        ])

    private static let moveBound = OperatorCase(
        name: "MoveBound",
        source: """
            int sum(const int *values, int n, const int *end) {
                int sum = 0;
                for (int i = 0; i < n && sum < 100; i++) sum += values[i] + values[0];
                for (int i = n >> 1; i >= (n & 3); i--) sum += values[i - 1];
                while (values < end) sum += *values++;
                if (sum > n) sum = n;
                return sum;
            }

            """,
        mutations: [
            "3: i < n -> i < n + 1",
            "3: i < n -> i < n - 1",
            "3: values[i] -> values[i + 1]",
            "3: values[i] -> values[i - 1]",
            "4: i >= (n & 3) -> i >= (n & 3) + 1",
            "4: i >= (n & 3) -> i >= (n & 3) - 1",
            "4: values[i - 1] -> values[i - 1 + 1]",
            "4: values[i - 1] -> values[i - 1 - 1]",
            "5: values < end -> values < end + 1",
            "5: values < end -> values < end - 1",
        ])

    private static let dropInitialisation = OperatorCase(
        name: "DropInitialisation",
        source: """
            #include <stdbool.h>
            struct Point { int x, y; };
            int area(int n) {
                int a = 1, b = n;
                static int calls = 0;
                struct Point p = {1, 2};
                int sizes[] = {1, 2, 3};
                bool isLarge = n > 9;
                int sum, other;
                sum = 0;
                other = n;
                for (int i = 0; i < n; i++) sum += i;
                return a + b + sum + sizes[1] + p.x + calls + other * isLarge;
            }

            """,
        mutations: [
            "4: a = 1 -> a",
            "4: b = n -> b",
            "6: p = {1, 2} -> p",
            "8: isLarge = n > 9 -> isLarge",
            "10: sum = 0; -> ;",
            "12: i = 0 -> i",
        ])

    private static let dropBreak = OperatorCase(
        name: "DropBreak",
        source: """
            int kind(int n) {
                int k = 0;
                switch (n) {
                case 1: k = 2; break;
                default: k = 3;
                }
                for (;;) { if (k++ > n) break; }
                return k;
            }

            """,
        mutations: [
            "4: break; -> ;",
            "7: break; -> ;",
        ])

    private static let deleteStatement = OperatorCase(
        name: "DeleteStatement",
        source: """
            #include <stdio.h>
            int run(int n) {
                int sum;
                sum = 0;
                for (int i = 0; i < n; i++) {
                    if (i == 2) continue;
                    sum += i;
                }
                switch (n) {
                case 1: puts("one"); break;
                }
                if (n < 0) goto end;
                if (n > 9) return 9;
            end:
                sum--;
                return sum;
            }

            """,
        mutations: [
            "5: for (int i = 0; i < n; i++) { if (i == 2) continue; sum += i; } -> ;",
            "6: if (i == 2) continue; -> ;",
            "6: continue; -> ;",
            "7: sum += i; -> ;",
            #"9: switch (n) { case 1: puts("one"); break; } -> ;"#,
            #"10: puts("one"); -> ;"#,
            "12: if (n < 0) goto end; -> ;",
            "12: goto end; -> ;",
            "13: if (n > 9) return 9; -> ;",
            "13: return 9; -> ;",
            "15: sum--; -> ;",
        ])

    private static let swapArguments = OperatorCase(
        name: "SwapArguments",
        source: """
            #include <stdio.h>
            static int weigh(int a, double b, int c) { return a - (int)b - c; }
            int call(int n, double d) {
                printf("%d%d%f", n, weigh(n, d, 2), d);
                return weigh(n, 1.0, n);
            }

            """,
        mutations: [
            #"4: printf("%d%d%f", n, weigh(n, d, 2), d) -> printf("%d%d%f", weigh(n, d, 2), n, d)"#,
            "4: weigh(n, d, 2) -> weigh(2, d, n)",
        ])

    private static let replaceReturnValue = OperatorCase(
        name: "ReplaceReturnValue",
        source: """
            #include <stdbool.h>
            struct Point { int x; };
            bool isHigh(int n) { return n > 3; }
            int twice(int n) { return 2 * n; }
            double half(double d) { return d / 2; }
            const char *name(const char *p) { return p; }
            struct Point at(struct Point p) { return p; }
            int three(void) { return 3; }
            void nothing(void) { return; }

            """,
        mutations: [
            "3: n > 3 -> 0",
            "3: n > 3 -> 1",
            "4: 2 * n -> 0",
            "4: 2 * n -> 2 * n + 1",
            "5: d / 2 -> 0.0",
            "5: d / 2 -> d / 2 + 1",
            "6: p -> 0",
        ])

    private static let assignElsewhere = OperatorCase(
        name: "AssignElsewhere",
        source: """
            struct Range { int low, high; double middle; };
            static int first, second;
            static const int third = 3;
            int split(struct Range *range, int a, int b) {
                int c = third;
                a = b;
                { int d = 1; d += c; }
                range->low = a;
                range->middle = 1.0;
                second = c;
                first++;
                return c;
            }

            """,
        mutations: [
            "7: d += c -> c += c",
            "8: range->low = a -> range->high = a",
            "10: second = c -> first = c",
        ])
}
