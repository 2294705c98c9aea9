import Diversification
import Testing

struct SourceOrderTests {
    private func pair(_ left: String, _ right: String) -> PairDiversity {
        func profile(_ text: String) -> VariantProfile {
            VariantProfile(name: "v", sources: [Array(text.utf8)], executable: [])
        }
        return PairDiversity(profile(left), profile(right))
    }

    @Test func `a statement that moved over two others`() {
        let pair = pair(
            "int f(void) { a = 1; b = 2; c = 3; return c; }",
            "int f(void) { c = 3; a = 1; b = 2; return c; }")
        #expect(pair[.statements] == .measured(0.25))
        #expect(pair[.statementPairs] == .measured(0.3333))
        #expect(pair[.statementTexts] == .measured(0))
    }

    @Test func `the reverse order is as far as can be`() {
        let pair = pair("void f(void) { a(); b(); c(); }", "void f(void) { c(); b(); a(); }")
        #expect(pair[.statementPairs] == .measured(1))
        #expect(pair[.statements] == .measured(0.6666))
    }

    @Test func `space, comments and directives are nothing`() {
        let pair = pair(
            "int f(int a) { a++; if (a) { b(); } else c(a); return a; }",
            """
            #define X { ; \\
                } int g(void) { x(); }
            int  f ( int a ) { /* ; } */ a ++;
            # line 7
                if(a){b();}else c(a); // {
                return a; }
            """)
        for measure in [DiversityMeasure.statements, .statementPairs, .statementTexts] {
            #expect(pair[measure] == .measured(0))
        }
    }

    @Test func `a rewritten and an added statement have no counterpart`() {
        // 3 and 4 statements, 2 of them in both.
        let pair = pair(
            "int f(void) { a = 1; b = 2; return a; }",
            "int f(void) { char pad[9]; a = 1; b = 1 + 1; return a; }")
        #expect(pair[.statementTexts] == .measured(0.4285))
        #expect(pair[.statements] == .measured(0))
    }

    @Test func `equal statements are never swapped`() {
        let pair = pair("void f(void) { a(); x(); a(); }", "void f(void) { a(); a(); x(); }")
        #expect(pair[.statementPairs] == .measured(0.3333))
        #expect(pair[.statements] == .measured(0.3333))
    }

    @Test func `every kind of statement is one of its own`() {
        let text = """
            int f(int n) {
                struct P { int a; } p = {.a = 1}, q = (struct P){2};
                for (int i = 0; i < n; i++) { if (i) continue; else do n--; while (n > 9); }
                switch (n) { case 1: case 'x': n = ({ int t = 2; t; }); break; default: ; }
            again: while (n) if (n > 3) goto again;
                return n ? p.a : q.a;
            }
            """
        let order = SourceOrder([Array(text.utf8)])
        // 1 + for, if, continue, else, do, n--, while + switch, case, case, n =, break, default +
        // label, while, if, goto + return
        #expect(order.statementCount == 19)
    }

    @Test func `functions are found by their bodies, in every dress`() {
        let text = """
            struct S { int a; };
            static const struct S table[] = {{1}, {2}};
            __attribute__((noinline)) static struct S *one(int (*call)(void), ...) { x(); }
            int (*two(int a))(void) { return 0; }
            int prototype(int), three(void);
            enum E { A, B } four(void) { y(); z(); }
            typedef struct { int a; int b; } Five;
            struct S left = CALL(1), right = {2};
            extern int outside;
            """
        let order = SourceOrder([Array(text.utf8)])
        #expect(order.functionNames == ["one", "two", "four"])
        #expect(order.variableNames.isSuperset(of: ["table", "left", "right"]))
        #expect(order.variableNames.isDisjoint(with: ["outside", "Five", "prototype"]))
        #expect(order.statementCount == 4)
    }

    @Test func `functions of one name in two files are two`() {
        func profile(_ first: String, _ second: String) -> VariantProfile {
            VariantProfile(
                name: "v", sources: [Array(first.utf8), Array(second.utf8)], executable: [])
        }
        let (one, two) = ("static void f(void) { a(); b(); }", "static void f(void) { b(); a(); }")
        #expect(PairDiversity(profile(one, two), profile(one, two))[.statements] == .measured(0))
        #expect(
            PairDiversity(profile(one, two), profile(two, one))[.statementPairs] == .measured(1))
    }

    @Test func `fields are compared struct by struct`() {
        let rest = "typedef struct { int x; int y; } B; union U { int p; };"
        let pair = pair(
            "struct A { int a, b; char c; }; \(rest)", "struct A { char c; int a, b; }; \(rest)")
        #expect(pair[.fieldOrder] == .measured(0.5))
        #expect(pair[.layout] == .measured(0.5))
        #expect(pair[.statements] == .unknown(reason: "no statement in common"))
    }

    @Test func `more moves are farther`() {
        var order = Array(0..<12)
        var previous = -1.0
        for swap in 0..<6 {
            let texts = [Array(0..<12), order].map { order in
                "void f(void) { " + order.map { "s\($0)();" }.joined() + " }"
            }
            let figure = pair(texts[0], texts[1])[.statementPairs].figure ?? -1
            #expect(figure > previous)
            previous = figure
            order.swapAt(2 * swap, 2 * swap + 1)
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func `any bytes are read to their end`() {
        let pieces = [
            "{", "}", "(", ")", ";", "struct", "S", "case", "else", "if", "=", "\"", "'", "/*",
            "*/", "//", "\n", "#", "\\", "[", "]", ":", " x ", "\u{0}", ",", "for", "\u{e9}",
        ].map { Array($0.utf8) }
        var random = SeededGenerator(seed: 2)
        var statements = 0
        for _ in 0..<2_000 {
            let text = (0..<random.next(below: 60)).flatMap { _ in
                pieces[random.next(below: pieces.count)]
            }
            statements += SourceOrder([text, Array("f(){".utf8) + text]).statementCount
        }
        #expect(statements > 1_000)
    }
}
