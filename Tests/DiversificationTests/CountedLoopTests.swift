import Diversification
import Testing

/// Which loops are counted down: those alone whose iterations cannot notice each other.
struct CountedLoopTests {
    private func texts(_ loop: String) throws -> Set<String> {
        let program = CProgram(
            source: """
                #include <math.h>
                struct Cell { int left; double right; };
                extern int shared;
                static int a[8], b[8], grid[8][8], last;
                static struct Cell cells[8];
                static int *alias = &last;
                static int pure(int x) { return x * x; }
                static int counted(int x) { last += x; return x; }
                static int look(void) { return a[3]; }
                int f(int n, int *p, int *q, unsigned u, long l, volatile int v) {
                    int i = 0, sum = 0;
                    \(loop)
                    return sum + i + *alias + v + (q == p) + counted(n) + look() + pure(1);
                }
                """)
        return Set(try program.texts(by: ReshapeLoops(), seeds: 1...16).texts)
    }

    @Test(arguments: [
        "for (int k = 0; k < n; k++) a[k] = b[k] + n;",
        "for (int k = 1; k <= 7; ++k) { int t = a[k]; t += k; a[k] = t; }",
        "for (int k = n - 4; k < n; k++) a[k] = 1;",
        "for (i = 0; i < n; i += 1) a[i] = i;",
        "for (unsigned k = 2; k < u; k++) p[k] = (int)k;",
        "for (long k = l; k <= l + 1; k++) { a[k] = n; }",
        "for (int k = 0; k < 8; k++) { if (a[k]) b[k] = pure(k) + (int)sqrt(2.0); }",
        "for (int k = 0; k < 8; k++) for (int m = 0; m < k; m++) grid[k][m] = m;",
        "for (int k = 0; k < n; k++) { cells[k].left = k; cells[k].right += 0.5 * k; }",
    ])
    func `a loop of independent iterations is counted down`(loop: String) throws {
        #expect(try texts(loop).contains { $0.contains("--;") })
    }

    @Test(arguments: [
        "for (int k = 0; k < n; k++) sum += a[k];",
        "for (int k = 1; k < n; k++) a[k] = a[k - 1];",
        "for (int k = 0; k < n; k++) a[n - k] = k;",
        "for (int k = 0; k < n; k++) p[k] = q[k];",
        "for (int k = 0; k < n; k++) p[k] = *alias;",
        "for (int k = 0; k < n; k++) p[k] = shared;",
        "for (int k = 0; k < n; k++) { int *r = p + n - k; r[k] = k; }",
        "for (int k = 0; k < n; k++) a[k] = look();",
        "for (int k = 0; k < n; k++) a[k] = counted(k);",
        "for (int k = 0; k < n; k++) grid[0][k] = grid[1][k];",
        "for (int k = 0; k < n; k++) { if (a[k]) break; a[k] = 1; }",
        "for (int k = 0; k < n; k++) { if (a[k]) return 1; a[k] = 1; }",
        "for (int k = 0; k < n; k++) { if (a[k]) continue; a[k] = 1; }",
        "for (int k = 0; k < n; k++) { a[k] = 1; k += a[k]; }",
        "for (int k = 0; k < n; k++) { int *r = &k; a[k] = *r; }",
        "for (int k = 0; k < n; n++) a[k] = 1;",
        "for (int k = 0; k < n; k += 2) a[k] = 1;",
        "for (int k = 0; n > k; k++) a[k] = 1;",
        "for (int k = 0; k != n; k++) a[k] = 1;",
        "for (int k = 0; k < (int)u; k++) { a[k] = v; }",
        "for (volatile int k = 0; k < n; k++) a[n] = 1;",
        "for (int k = 0; k < v; k++) a[k] = 1;",
        "for (int k = 0; k < l; k++) a[k] = 1;",
        "for (int k = 0u; k < n; k++) a[k] = 1;",
        "for (int k = n; k < 8u; k++) a[k] = 1;",
        "for (int k = 0; k < u; k++) a[k] = 1;",
        "for (unsigned k = 0; k <= u; k++) a[k] = 1;",
        "for (unsigned char k = 0; k < 300; k++) a[k & 7] = 1;",
        "for (unsigned char k = 0; k < 8; k++) a[k] = 1;",
        "for (long k = n; k < l; k++) a[k] = 1;",
        "for (int k = 0; k < counted(8); k++) a[k] = 1;",
        "for (int k = 0; k < b[k]; k++) a[k] = 1;",
        "for (int k = 0; k < a[5]; k++) a[k] = 1;",
        "for (int k = 0, m = 1; k < n; k++) a[k] = m;",
        "for (last = 0; last < n; last++) a[last] = 1;",
        "for (int k = 0; k < 2147483647; k++) a[k] = 1;",
    ])
    func `a loop whose iterations may notice each other counts up`(loop: String) throws {
        #expect(try !texts(loop).contains { $0.contains("--;") })
    }

    @Test func `a counted loop leaves its variable as before`() throws {
        let program = CProgram(
            source: """
                #include <stdio.h>
                static int cells[8];
                static int fill(int from, int to) {
                    int i;
                    for (i = from; i <= to; i++) { cells[i] += i + 1; }
                    return i;
                }
                int main(void) {
                    printf("%d %d %d ", fill(0, 5), fill(2, 1), fill(3, 3));
                    for (unsigned u = 0; u < 8u; u++) cells[u] *= 2;
                    for (int i = 0; i < 8; i++) printf("%d ", cells[i]);
                }
                """)
        let result = try program.brokenSeeds(by: [ReshapeLoops()], seeds: 1...12)
        #expect(result.broken.isEmpty)
        #expect(result.texts > 4)
    }
}
