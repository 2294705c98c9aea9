import Diversification
import Foundation
import Testing

/// The layers of one variant's soundness as a report.
struct SoundnessCheckTests {
    private static let main = ProgramUnit(
        SourceText("int next(int n); int f(int a) { int b = next(a); return b + a; }"),
        path: "main.c")
    private static let other = ProgramUnit(
        SourceText("static int x; int next(int n) { x = n; return n + 1; }"),
        path: "other.c")

    @Test func `all units of a program are compared`() throws {
        let check = try SoundnessCheck(original: [Self.main, Self.other])
        let same = try check(variant: [Self.main.text, Self.other.text], transforms: [])
        #expect(same.terms.equal == 3)
        #expect(same.terms.isProved)
        #expect(same.rejection == nil)
        let changed = SourceText("static int x; int next(int n) { x = n; return n + 2; }")
        let report = try check(
            variant: [Self.main.text, changed], transforms: ["ReorderGlobals"])
        #expect(report.terms.equal == 2)
        #expect(
            report.rejection == "not the same program: next: "
                + "constant int 1 became constant int 2")
    }

    @Test func `a layout that another unit of the program sees by name is not outside`() throws {
        let unit = ProgramUnit(
            SourceText(
                "struct S { int a, b; }; int take(struct S *s); "
                    + "int f(struct S *s) { return take(s); }"), path: "main.c")
        let taker = ProgramUnit(
            SourceText(
                "struct S { int a, b; }; int take(struct S *s) { return s->a; }"), path: "take.c")
        let swapped = [unit, taker].map {
            SourceText(
                $0.text.text(0..<$0.text.bytes.count)
                    .replacingOccurrences(of: "int a, b;", with: "int b, a;"))
        }
        let check = try SoundnessCheck(original: [unit, taker])
        #expect(try check(variant: swapped, transforms: ["ReorderStructFields"]).terms.isProved)
        let alone = try SoundnessCheck(original: [unit])
        let report = try alone(variant: [swapped[0]], transforms: ["ReorderStructFields"])
        #expect(
            report.terms.notProved.map(\.reason)
                == ["other layout, and a call of 'take' may see it"])
    }

    @Test func `a refuted rewriting rejects a variant and one left open does not`() throws {
        let check = try SoundnessCheck(original: [Self.other])
        var report = try check(variant: [Self.other.text], transforms: [])
        let variables = [RewrittenExpression.Variable("n", "unsigned")]
        report.statements = RewritingProver().report(on: [
            .init("n + 1", becomes: "n + 1u", variables: variables),
            .init("n", becomes: "f(n)", variables: variables),
        ])
        #expect(report.statements?.proved == 1)
        #expect(report.rejection == nil)
        report.rules = RewritingProver().report(on: [
            .init("n", becomes: "n | 1", variables: variables)
        ])
        let rejection = try #require(report.rejection)
        #expect(rejection.hasPrefix("not the same value: n became n | 1: ((|n| (_ bv"))
    }

    @Test func `a report reads back as it was written`() throws {
        let check = try SoundnessCheck(original: [Self.other])
        var report = try check(variant: [Self.main.text], transforms: [])
        report.screening = .notScreened("no demands")
        #expect(!report.terms.different.isEmpty)
        let text = try report.json
        #expect(text.contains("\"screening\"") && text.contains("\"terms\""))
        let read = try JSONDecoder().decode(SoundnessReport.self, from: Data(text.utf8))
        #expect(read == report)
    }

    @Test func `variants are checked on several threads`() async throws {
        let check = try SoundnessCheck(original: [Self.main, Self.other])
        let reports = try await withThrowingTaskGroup(of: SoundnessReport.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let text = "static int x; int next(int n) { x = n; return n + \(number); }"
                    return try check(
                        variant: [Self.main.text, SourceText(text)], transforms: [])
                }
            }
            return try await group.reduce(into: [SoundnessReport]()) { $0.append($1) }
        }
        #expect(reports.count { $0.rejection == nil } == 1)
    }
}
