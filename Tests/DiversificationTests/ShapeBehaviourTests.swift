import Diversification
import Testing

/// Programs full of awkward shapes do what they did under every seed and compiler.
struct ShapeBehaviourTests {
    private static let shapes: [any Transform] = [
        ExplicitEvaluationOrder(), ReorderCases(), InvertBranches(), ReshapeLoops(),
        ReorderBlocks(),
    ]

    @Test(.timeLimit(.minutes(15)), arguments: shapes)
    func `awkward shapes keep their meaning`(transform: any Transform) throws {
        let result = try CProgram(source: Self.awkward)
            .brokenSeeds(by: [transform], seeds: 1...8)
        #expect(result.broken.isEmpty)
        #expect(result.texts > 4)
    }

    @Test(.timeLimit(.minutes(15)), arguments: [["gcc", "-O2"], ["clang", "-O1"], ["tcc"]])
    func `all shapes together keep their meaning in every compiler`(compiler: [String]) throws {
        let expected = try behaviour(of: Self.awkward, compiler)
        try #require(expected.contains("fast"))
        for seed in UInt64(1)...3 {
            let (text, applied) = try CProgram(source: Self.awkward)
                .rewritten(by: Self.shapes, seed: seed)
            #expect(applied.filter { $0.sites == 0 }.isEmpty)
            #expect(try behaviour(of: text, compiler) == expected, "seed \(seed)")
        }
    }

    @Test func `names that the program has are not taken`() throws {
        let program = CProgram(
            source: """
                #include <stdio.h>
                static int thrice_value1 = 3, thrice_block1 = 4, thrice_arm1 = 5;
                int main(void) {
                    int n = thrice_value1 * 2 - thrice_arm1 * (thrice_block1 + 1);
                    thrice_next1: n++;
                    while (n < 0) { if (n % 2) { n++; continue; } n += 2; printf("%d\\n", n); }
                    if (n < 9) goto thrice_next1;
                    return n == thrice_arm1;
                }
                """)
        let result = try program.brokenSeeds(by: Self.shapes, seeds: 1...4)
        #expect(result.broken.isEmpty)
        #expect(result.texts == 4)
    }

    @Test func `a long chain of conditions does not nest too deep`() throws {
        let chain = (1...600).map { "if (n == \($0)) return \($0 % 7);" }
        let program = CProgram(
            source: "int f(int n) { \(chain.joined(separator: " else ")) return 9; }\n")
        // The second transform reads what the first one wrote; clang nests 256 deep.
        let (_, applied) = try program.rewritten(by: [InvertBranches(), PadStack()], seed: 1)
        #expect(applied[0].sites > 16)
    }

    @Test func `one seed gives one text`() throws {
        let program = CProgram(source: Self.awkward)
        let texts = try (1...2).map { _ in try program.rewritten(by: Self.shapes, seed: 7).text }
        #expect(texts[0] == texts[1])
    }

    private func behaviour(of source: String, _ compiler: [String]) throws -> String {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(arguments: compiler + ["-w", "-o", path, "\(path).c"])()
        guard build.hasSucceeded else { return "does not build: \(build.errorText)" }
        let run = ToolRun(arguments: [path], timeLimit: .seconds(10), outputBytesMax: 1 << 20)()
        return String(decoding: run.output, as: UTF8.self) + "\(run.ending)"
    }

    private static let awkward = #"""
        #include <stdbool.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        enum Mode { idle, slow = 4, fast };
        struct Item { char name[8]; unsigned bits : 3; double weight; struct Item *next; };
        typedef struct { short low; unsigned char high; } Span;
        static int grid[5][7], line[16], calls;
        static int note(int n) { calls++; return n; }
        static unsigned mix(unsigned a, unsigned long b) { return (a << 3 ^ a >> 5) + (unsigned)b; }
        static double area(double w, double h) { return w * h; }
        static const char *word(enum Mode mode) {
            switch (mode) {
            case idle: return "idle";
            case slow: { const char *text = "slow"; return text; }
            default: break;
            case fast: return mode == fast ? "fast" : 0;
            }
            return NULL;
        }
        static int duff(const int *from, int count) {
            int sum = 0, n = (count + 3) / 4;
            switch (count % 4) {
            case 0: do { sum += *from++;
            case 3: sum = sum * 3 + *from++;
            case 2: sum ^= *from++;
            case 1: sum += *from++;
                    } while (--n > 0);
            }
            return sum;
        }
        static int walk(int n) {
            int steps = 0;
        again:
            if (n <= 1) goto done; else if (n % 2) n = n * 3 + 1; else n /= 2;
            steps++;
            if (steps < 500) goto again;
        done:
            return steps;
        }
        static long search(int want) {
            long found = -1;
            for (int y = 0; y < 5; y++)
                for (int x = 0; x < 7; x++) {
                    if (grid[y][x] < want / 2) continue;
                    switch (grid[y][x] % 3) { case 0: continue; case 1: break; default: found--; }
                    if (grid[y][x] == want) { found = y * 10 + x; goto out; }
                }
        out:
            return found;
        }
        static int sizes(int n) {
            int cells[n], total = 0;
            for (int i = 0; i < n; i++) { cells[i] = i * n; }
            for (int i = n; i-- > 0;) { int part[i + 1]; part[i] = cells[i]; total += part[i]; }
            return total + (int)(sizeof cells / sizeof *cells);
        }
        int main(void) {
            struct Item *list = NULL;
            for (int i = 0; i < 6; i++) {
                struct Item *item = malloc(sizeof *item);
                if (!item) abort();
                snprintf(item->name, sizeof item->name, "n%d", i * 37 % 11);
                item->bits = (unsigned)i + 3u, item->weight = area(i + 0.5, i - 0.25) + i / 3.0;
                item->next = list; list = item;
            }
            for (int y = 0; y < 5; y++) for (int x = 0; x < 7; x++) grid[y][x] = y * 7 + x;
            for (int i = 0; i < 16; i++) line[i] = i * i - 3 * i;
            for (const struct Item *at = list; at; at = at->next)
                if (at->bits > 4) printf("%s %u %.17g\n", at->name, at->bits, at->weight);
                else if (strcmp(at->name, "n4") < 0) puts(at->name); else putchar('\n');
            unsigned hash = mix((unsigned)line[3] + 7u, (unsigned long)list->bits * 3);
            hash = mix(hash * 5u + 1u, (hash & 255) + strlen(list->name))
                ^ (unsigned)duff(line, 14);
            Span span = {.low = (short)hash, .high = (unsigned char)(hash >> 8)};
            bool odd = (span.low * 2 + 1) % 3 == (span.high + 1) * 5 % 3;
            int k = 0;
            do { if (k == 3) continue; if (k > 6) break; k += note(1); } while (k++ < 9 && odd | 1);
            while (k < 40) { k += 7; if (k % 3 == 0) break; if (k % 2) continue; k++; }
            printf("%u %d %d %d %s %s\n", hash, span.low + k, odd, walk(27), word(fast),
                word(slow));
            printf("%ld %ld %d %d\n", search(22), search(90), sizes(6), calls);
            while (list) { struct Item *next = list->next; free(list); list = next; }
            return word(idle) ? word(1) != NULL : 9;
        }
        """#
}
