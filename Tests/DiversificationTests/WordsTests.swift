import Diversification
import Testing

/// What a text says in comments and strings is no reason to leave it alone.
struct WordsTests {
    private static let plain = """
        #include <stdio.h>
        struct point { int x; long y; short z; };
        enum colour { red, green = 4, blue };
        static int first = 1, second = 2;
        static int third = 3;
        static int half(int n) { int a = n + 1; int b = n / 2; return a * b; }
        static int sum(int n) {
            int total = 0;
            for (int i = 0; i < 10; i++) { total += i * n; }
            if (n > 3) { total = total - half(n); } else { total = total + first; }
            return total;
        }
        static int name(enum colour c) { switch (c) { case red: return 7; default: return 9; } }
        int main(void) {
            struct point p = {.x = second, .y = third, .z = 1};
            int alias = sum(p.x), pragma = half((int)p.y);
            printf("%s %d\\n", "a word", alias + pragma + name(blue));
            return 0;
        }

        """

    private func sites(_ source: String) throws -> [String: Int] {
        let (_, applied) = try CProgram(source: source).rewritten(by: Rewriting.all, seed: 4)
        return Dictionary(uniqueKeysWithValues: applied.map { ($0.name, $0.sites) })
    }

    private func proved(_ source: String) throws -> TermReport {
        let source = SourceText(source)
        let check = try SoundnessCheck(original: [ProgramUnit(source, path: "words.c")])
        return try check(variant: [source], transforms: []).terms
    }

    @Test func `comments and strings tie nothing down`() throws {
        let talking = Self.plain
            .replacing("/ 2;", with: "/ 2; /* #pragma weak, __LINE__, omp, thrice_pad */")
            .replacing("\"a word\"", with: "\"weak alias, #pragma pack, __COUNTER__\"")
        #expect(try sites(talking) == sites(Self.plain))
        #expect(try sites(Self.plain).values.count { $0 > 0 } > 8)
        #expect(try proved(Self.plain).isProved)
        #expect(try proved(talking).isProved)
    }

    @Test(arguments: [
        "#pragma weak third\n", "_Pragma(\"weak third\")\n",
        "int other(void) __attribute__((alias(\"shown\"))); int shown(void) { return 1; }\n",
    ])
    func `a pragma or an attribute that renames is seen`(text: String) throws {
        #expect(try !proved(text + Self.plain).isProved)
    }

    @Test(arguments: ["#pragma pack(1)\n", "_Pragma(\"pack(1)\")\n"])
    func `a pragma that packs keeps structs as they are`(text: String) throws {
        #expect(try sites(text + Self.plain)["ReorderStructFields"] == 0)
        #expect(try sites(Self.plain)["ReorderStructFields"] == 1)
    }

    @Test func `an expression of 20,000 terms is read and proved`() throws {
        let terms = Array(repeating: "n", count: 20_000).joined(separator: " + ")
        let source = "unsigned f(unsigned n) { if (n) return \(terms); else return 1; }\n"
        let (text, _) = try CProgram(source: source).rewritten(by: Rewriting.provable, seed: 2)
        let check = try SoundnessCheck(original: [ProgramUnit(SourceText(source), path: "long.c")])
        let report = try check(variant: [SourceText(text)], transforms: ["InvertBranches"])
        #expect(report.terms.isProved, "\(report)")
        #expect(report.terms.equal == 1)
    }
}
