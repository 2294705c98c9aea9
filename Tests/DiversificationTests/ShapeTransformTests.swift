import Diversification
import Testing

/// Source in, exact source out, of the transforms of control and evaluation; and it does what it
/// did.
struct ShapeTransformTests {
    private func expect(
        _ transform: any Transform, seed: UInt64, _ source: String, becomes expected: String,
        moved: Int
    ) throws {
        let (text, applied) = try CProgram(source: source).rewritten(by: [transform], seed: seed)
        #expect(text == expected)
        #expect(applied.map(\.moved) == [moved])
        #expect(try CProgram.behaviour(of: text) == CProgram.behaviour(of: source))
    }

    @Test func `branches exchange their arms and elses stay with their ifs`() throws {
        try expect(
            InvertBranches(), seed: 3, Self.branches,
            becomes: """
                #include <stdio.h>
                static int grade(int n, const int *p) {
                    if (!(n == 1)) {} else return 10;
                    if (!(n > 5 || p == 0))
                        { if (!(n < 0)) { n++; } // below
                    else
                        { n = 0; } }
                    else { n = 5; }
                    int sign = n ? !(n > 2) ? (-1) : (1) : 0, other = !((n, 1)) ? (4) : (n = 3);
                    return n * 100 + sign * 10 + other;
                }
                int main(void) {
                    static const int fixed = sizeof(int) > 2 ? 7 : 8;
                    int value = 3;
                    for (int i = -1; i < 8; i++) printf("%d ", grade(i, i % 2 ? &value : 0));
                    printf("%d\\n", fixed);
                }

                """,
            moved: 9)
    }

    @Test func `cases change places and those that fall through stay together`() throws {
        try expect(
            ReorderCases(), seed: 2, Self.cases,
            becomes: """
                #include <stdio.h>
                static int step(int n) {
                    int sum = 0;
                    switch (n) {
                    case 3 ... 5: return 9;
                    default:
                        if (n > 8) goto out;
                        else return 4;
                    case 8:
                        sum = 6; break;
                    case 1:
                        sum = 1;
                    case 2: // falls
                        sum += 2;
                        break;
                    case 7: { sum = 5; break; }
                    }
                    return sum;
                out:
                    return -1;
                }
                int main(void) {
                    for (int i = 0; i < 11; i++) printf("%d ", step(i));
                    puts("");
                }

                """,
            moved: 5)
    }

    @Test func `arms of branches go behind their blocks and come back`() throws {
        try expect(
            ReorderBlocks(), seed: 4, Self.blocks,
            becomes: """
                #include <stdio.h>
                int main(void) {
                    int a = 1, b = 0;
                    a += 2;
                    b = a * 3;
                    if (b > 4)
                        a = b - 4;
                    else goto thrice_arm1; thrice_after2:;
                    while (a < 20) {
                        a += b;
                        if (a % 2) goto thrice_arm6;
                        b++;
                        printf("%d ", b); goto thrice_block9;
                    thrice_arm6: { continue; } thrice_block9:; }
                    printf("%d %d\\n", a, b);
                    return 0;
                thrice_arm1: { a = 7; } goto thrice_after2; }

                """,
            moved: 2)
    }

    @Test func `blocks change places and jump to what followed them`() throws {
        try expect(
            ReorderBlocks(), seed: 9, Self.blocks,
            becomes: """
                #include <stdio.h>
                int main(void) {
                    int a = 1, b = 0;
                    goto thrice_block3; thrice_block4:; printf("%d %d\\n", a, b); goto \
                thrice_block5;
                    thrice_block3:; a += 2;
                    b = a * 3;
                    if (b > 4)
                        goto thrice_arm1;
                    else { a = 7; } thrice_after2:;
                    while (a < 20) {
                        a += b;
                        if (a % 2) continue;
                        b++;
                        printf("%d ", b);
                    } goto thrice_block4;
                    thrice_block5:; return 0;
                thrice_arm1: { a = b - 4; } goto thrice_after2; }

                """,
            moved: 3)
    }

    @Test func `loops are tested at their end, unrolled or counted down`() throws {
        try expect(
            ReshapeLoops(), seed: 3, Self.loops,
            becomes: """
                #include <stdio.h>
                static int squares[8];
                int main(void) {
                    int n = 3, i, total = 0;
                    { if (n > 0) do total += n--; while (n > 0); }
                    { for (i = (8); i > (0); ) { i--; squares[i] = i * i; } i = (0) < (8) ? (8) : \
                (0); }
                    for (unsigned k = (6) + 1; k > (2); ) { k--; { squares[k] += squares[k] > 9; } }
                    for (int k = 0; k < 9; k++) { {
                        if (k == 2) goto thrice_next1;
                        if (k == 7) break;
                        total += k;
                    } thrice_next1:; k++; if (!(k < 9)) break; {
                        if (k == 2) continue;
                        if (k == 7) break;
                        total += k;
                    } }
                    do { {
                        total++;
                        if (total > 40) break;
                    } if (!(total % 5)) break; {
                        total++;
                        if (total > 40) break;
                    } } while (total % 5);
                    { if (1) { { if (++n > 4) goto thrice_out2; } for (; ; ) if (++n > 4) break; } \
                thrice_out2:; }
                    printf("%d %d %d %d\\n", total, n, i, squares[4]);
                }

                """,
            moved: 6)
    }

    @Test func `first iterations go ahead of their loops`() throws {
        try expect(
            ReshapeLoops(), seed: 5, Self.loops,
            becomes: """
                #include <stdio.h>
                static int squares[8];
                int main(void) {
                    int n = 3, i, total = 0;
                    { if (n > 0) { { total += n--; } while (n > 0) total += n--; } }
                    { for (i = (8); i > (0); ) { i--; squares[i] = i * i; } i = (0) < (8) ? (8) : \
                (0); }
                    for (unsigned k = (6) + 1; k > (2); ) { k--; { squares[k] += squares[k] > 9; } }
                    { int k = 0; if (k < 9) { {
                        if (k == 2) goto thrice_next1;
                        if (k == 7) goto thrice_out2;
                        total += k;
                    } thrice_next1:; k++; for (; k < 9; k++) {
                        if (k == 2) continue;
                        if (k == 7) break;
                        total += k;
                    } } thrice_out2:; }
                    { {
                        total++;
                        if (total > 40) goto thrice_out3;
                    } while (total % 5) {
                        total++;
                        if (total > 40) break;
                    } thrice_out3:; }
                    for (;;) { { if (++n > 4) break; } if (++n > 4) break; }
                    printf("%d %d %d %d\\n", total, n, i, squares[4]);
                }

                """,
            moved: 6)
    }

    @Test func `operands without an order get one`() throws {
        try expect(
            ExplicitEvaluationOrder(), seed: 4, Self.order,
            becomes: """
                #include <stdio.h>
                static int low, high;
                static int lower(int n) { low += n; return low; }
                static int higher(int n) { high += 2 * n; return high; }
                static long scale(const char *p, long n) { return *p * n; }
                int main(void) {
                    const char *text = "ab";
                    int thrice_value1 = higher(2) * 3; int thrice_value2 = lower(1); long sum = \
                thrice_value2 + thrice_value1;
                    sum += scale(text + (sum & 1), lower(3) + 1L);
                    lower(1), higher(1);
                    sum = sum && lower(2) > 0;
                    { int thrice_value3 = lower(2); int thrice_value4 = higher(1); int \
                thrice_value5 = thrice_value4 + thrice_value3; long thrice_value6 = sum - 4; int \
                thrice_value7 = text[1]; printf("%ld %d %c\\n", thrice_value6, thrice_value5, \
                thrice_value7); }
                    return lower(1) - lower(2) + 2;
                }

                """,
            moved: 7)
    }
}

extension ShapeTransformTests {
    private static let branches = """
        #include <stdio.h>
        static int grade(int n, const int *p) {
            if (n == 1) return 10;
            if (n > 5 || p == 0)
                n = 5;
            else if (n < 0) { n = 0; } // below
            else
                n++;
            int sign = n ? n > 2 ? 1 : -1 : 0, other = (n, 1) ? n = 3 : 4;
            return n * 100 + sign * 10 + other;
        }
        int main(void) {
            static const int fixed = sizeof(int) > 2 ? 7 : 8;
            int value = 3;
            for (int i = -1; i < 8; i++) printf("%d ", grade(i, i % 2 ? &value : 0));
            printf("%d\\n", fixed);
        }

        """

    private static let cases = """
        #include <stdio.h>
        static int step(int n) {
            int sum = 0;
            switch (n) {
            case 1:
                sum = 1;
            case 2: // falls
                sum += 2;
                break;
            case 3 ... 5: return 9;
            default:
                if (n > 8) goto out;
                else return 4;
            case 7: { sum = 5; break; }
            case 8:
                sum = 6;
            }
            return sum;
        out:
            return -1;
        }
        int main(void) {
            for (int i = 0; i < 11; i++) printf("%d ", step(i));
            puts("");
        }

        """

    private static let blocks = """
        #include <stdio.h>
        int main(void) {
            int a = 1, b = 0;
            a += 2;
            b = a * 3;
            if (b > 4)
                a = b - 4;
            else { a = 7; }
            while (a < 20) {
                a += b;
                if (a % 2) continue;
                b++;
                printf("%d ", b);
            }
            printf("%d %d\\n", a, b);
            return 0;
        }

        """

    private static let loops = """
        #include <stdio.h>
        static int squares[8];
        int main(void) {
            int n = 3, i, total = 0;
            while (n > 0)
                total += n--;
            for (i = 0; i < 8; i++) squares[i] = i * i;
            for (unsigned k = 2; k <= 6; ++k) { squares[k] += squares[k] > 9; }
            for (int k = 0; k < 9; k++) {
                if (k == 2) continue;
                if (k == 7) break;
                total += k;
            }
            do {
                total++;
                if (total > 40) break;
            } while (total % 5);
            for (;;) if (++n > 4) break;
            printf("%d %d %d %d\\n", total, n, i, squares[4]);
        }

        """

    private static let order = """
        #include <stdio.h>
        static int low, high;
        static int lower(int n) { low += n; return low; }
        static int higher(int n) { high += 2 * n; return high; }
        static long scale(const char *p, long n) { return *p * n; }
        int main(void) {
            const char *text = "ab";
            long sum = lower(1) + higher(2) * 3;
            sum += scale(text + (sum & 1), lower(3) + 1L);
            lower(1), higher(1);
            sum = sum && lower(2) > 0;
            printf("%ld %d %c\\n", sum - 4, higher(1) + lower(2), text[1]);
            return lower(1) - lower(2) + 2;
        }

        """
}
