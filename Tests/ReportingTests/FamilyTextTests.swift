import Foundation
import Reporting
import Testing

/// The layers of a family's soundness for people and as JSON.
struct FamilyTextTests {
    private static func layers(_ json: String) throws -> SoundnessLayers {
        try JSONDecoder().decode(SoundnessLayers.self, from: Data(json.utf8))
    }

    private static let plain = """
        {"screening": {"isScreened": true, "detail": "gcc: nothing found"},
         "terms": {"equal": 9, "notProved": [], "different": []},
         "notCovered": ["PadStack"],
         "statements": {"proved": 4, "notProved": [], "refuted": []},
         "differential": {"isEqual": true, "demands": 20}}
        """
    private static let open = """
        {"screening": {"isScreened": false, "detail": "not screened: no demands"},
         "terms": {"equal": 8, "different": [],
          "notProved": [{"what": "struct S", "reason": "other layout"}]},
         "notCovered": ["EncodeIntegersAN", "PadStack"],
         "rules": {"proved": 25, "notProved": [], "refuted": []},
         "statements": {"proved": 1, "refuted": [], "notProved": [
          {"what": "inverted: d < e became !(d < e)", "reason": "floating point"},
          {"what": "inverted: f became !f", "reason": "floating point"}]},
         "differential": {"isEqual": false, "demands": 0, "reason": "no demands"}}
        """

    private static func report() throws -> FamilyReport {
        FamilyReport(
            isGenerated: true, seed: 7,
            variants: [
                .init(
                    name: "v01", toolchain: "gcc", executable: .asChecked,
                    soundness: try layers(plain)),
                .init(
                    name: "v02", toolchain: "clang+musl", data: "an", executable: .asChecked,
                    soundness: try layers(open)),
            ])
    }

    @Test func `every layer of every variant has its place`() throws {
        let lines = FamilyText(try Self.report()).lines(folder: "f")
        #expect(
            lines == [
                "the variants (2 of seed 7)",
                "  variant   toolchain  data  screened   terms  rules  statements  demands  "
                    + "executable",
                "  v01             gcc     -       yes       9      -           4       20  "
                    + "as checked",
                "  v02      clang+musl    an        no  8 of 9     25      1 of 3     none  "
                    + "as checked",
                "  screened   the original, for undefined behaviour on the demands: "
                    + "gcc: nothing found",
                "  terms      functions, variables and structs that are the original's after "
                    + "transforms of structure: proved by equal terms",
                "  rules      of arithmetic: each proved by z3 for all values, once",
                "  statements rewritten expressions: each proved by z3 for all values of its "
                    + "operands",
                "  demands    answered like the original",
                "  holds      no layer found a difference (all of 2 variants)",
                "  holds      the executables are those that were checked (all of 2 variants)",
                "  fact       no proof covers PadStack (in all): the transform's own rules and "
                    + "the demands do",
                "  fact       no proof covers EncodeIntegersAN (v02): the transform's own rules "
                    + "and the demands do",
                "  not proved terms: 1 × other layout (v02; first: struct S)",
                "  not proved statements: 2 × floating point (v02; first: inverted: d < e became "
                    + "!(d < e))",
                "  not proved screened: 1 × not screened: no demands (v02; first: the original)",
                "  not proved demands: 1 × no demands (v02; first: the variant)",
            ])
    }

    @Test func `what no layer may say is a failure, and nothing is said to hold`() throws {
        var report = try Self.report()
        report.variants[0].executable = .replaced
        report.variants[1].executable = .missing
        report.variants[0].soundness?.terms.different = [.init(what: "f", reason: "other")]
        report.variants[0].soundness?.differential?.isEqual = false
        report.variants[1].soundness?.statements?.refuted = [.init(what: "a", reason: "a = 1")]
        report.problems = ["cannot read 'build/v03/manifest.json': no such file"]
        #expect(
            report.failures == [
                "cannot read 'build/v03/manifest.json': no such file",
                "v01: its executable is not the one checked",
                "v01: terms: f: other",
                "v01: demands: other answers than the original",
                "v02: its executable is missing",
                "v02: statements: a: a = 1",
            ])
        let lines = FamilyText(report).lines(folder: "f")
        #expect(lines.filter { $0.hasPrefix("  FAILS      ") }.count == 6)
        #expect(!lines.contains { $0.hasPrefix("  holds") })
        #expect(lines[2].hasSuffix("9 of 10      -           4   DIFFER    REPLACED"))
        #expect(lines[3].hasSuffix("1 of 4     none     MISSING"))
    }

    @Test func `a variant without a manifest keeps its line`() throws {
        var report = try Self.report()
        report.variants[0].soundness = nil
        let lines = FamilyText(report).lines(folder: "f")
        #expect(
            lines[2] == "  v01             gcc     -         ?       ?      ?           ?        ?"
                + "  as checked")
        #expect(lines[3].hasPrefix("  v02"))
    }

    @Test func `what is not generated, or not up to date, comes with the command`() throws {
        #expect(
            FamilyText(FamilyReport(isGenerated: false)).lines(folder: "variants/launch") == [
                "the variants",
                "  note       they are not generated yet (hint: thrice generate variants/launch)",
            ])
        var report = try Self.report()
        report.outOfDate = "the seed has changed"
        #expect(
            FamilyText(report).lines(folder: "f").last
                == "  note       they are not up to date: the seed has changed "
                + "(hint: thrice generate f)")
    }

    @Test func `the same as JSON`() throws {
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Self.report()))
        let report = try #require(object as? [String: Any])
        #expect(report["isGenerated"] as? Bool == true)
        #expect(report["seed"] as? Int == 7)
        let variants = try #require(report["variants"] as? [[String: Any]])
        #expect(variants.map { $0["executable"] as? String } == ["asChecked", "asChecked"])
        #expect(variants[1]["data"] as? String == "an")
        let soundness = try #require(variants[1]["soundness"] as? [String: Any])
        #expect((soundness["statements"] as? [String: Any])?["proved"] as? Int == 1)
        let open = try #require(report["notProved"] as? [[String: Any]])
        #expect(open.map { $0["count"] as? Int } == [1, 2, 1, 1])
        #expect(open[1]["layer"] as? String == "statements")
        #expect(open[1]["reason"] as? String == "floating point")
        #expect(open[1]["variants"] as? [String] == ["v02"])
    }
}
