import Diversification
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15)))
struct PairDiversityTests {
    private static let source = """
        #include <stdio.h>
        int first, second, third;
        __attribute__((noinline)) static int twice(int a) { char room[40]; room[0] = 2;
            __asm__ volatile("" : : "r"(room)); first = a; return a * room[0]; }
        __attribute__((noinline)) static int sum(int n) {
            int s = 0; for (int i = 0; i < n; i++) s += twice(i) ^ second; return s; }
        int main(void) { third = sum(9); printf("%d\\n", third); return 0; }
        """

    private func profile(
        _ source: String = source, _ command: String = "gcc -O2", name: String = "v",
        knowsSource: Bool = true
    ) throws -> VariantProfile {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let arguments = command.split(separator: " ").map(String.init)
        let build = ToolRun(arguments: arguments + ["-w", "-o", path, "\(path).c"])()
        try #require(build.hasSucceeded, "\(build.errorText)")
        return try .read(
            name: name, sources: knowsSource ? ["\(path).c"] : [], executable: path)
    }

    @Test func `builds of one source by one command are equal`() throws {
        let pair = try PairDiversity(profile(), profile())
        #expect(pair.isDuplicate)
        for measure in DiversityMeasure.allCases {
            #expect(pair[measure] == .measured(0) || measure == .fieldOrder, "\(measure)")
        }
        #expect(pair[.fieldOrder] == .unknown(reason: "no two fields in common"))
    }

    @Test func `another level and another compiler are farther, and distances have no direction`()
        throws
    {
        let (two, zero, clang) = try (
            profile(), profile(Self.source, "gcc -O0"),
            profile(Self.source, "clang -O2")
        )
        for (left, right) in [(two, zero), (two, clang), (zero, clang)] {
            let (pair, back) = (PairDiversity(left, right), PairDiversity(right, left))
            #expect(!pair.isDuplicate)
            #expect(pair.distances == back.distances)
            #expect(pair[.statements] == .measured(0))
            for measure in [DiversityMeasure.functions, .placelessBytes, .gadgetsAnywhere] {
                #expect((pair[measure].figure ?? 0) > 0.2, "\(measure) \(pair[measure])")
            }
        }
    }

    @Test func `a function in front moves the others, whose code stays the same elsewhere`() throws
    {
        let moved =
            "static int front(void) { return 7; }\n"
            + Self.source.replacing(
                "third = sum(9)", with: "third = sum(9) + front()")
        let command = "gcc -O1 -fno-toplevel-reorder -fno-inline"
        let pair = try PairDiversity(profile(Self.source, command), profile(moved, command))
        let (bytes, placeless) = (pair[.functionBytes].figure, pair[.placelessBytes].figure)
        // Front is new and main is changed; the other two are as they were.
        #expect((bytes ?? 0) > (placeless ?? 1) + 0.2)
        #expect(pair[.functionOrder] == .measured(0))
    }

    @Test func `only distances to what lies outside of a function do not count`() {
        func profile(gap: UInt8, inside: UInt8) -> VariantProfile {
            // call g; jmp inside; lea data(%rip),%rax; nop; ret; a gap; and g.
            var file = ExecutableBytes(
                text: [0xe8, 13 + gap, 0, 0, 0, 0xe9, inside, 0, 0, 0])
            file.text += [0x48, 0x8d, 0x05, gap, 1, 0, 0, 0x90, 0xc3]
            file.symbols = [
                .init(name: "f", offset: 0, size: 19),
                .init(name: "g", offset: 19 + Int(gap), size: 1),
            ]
            file.text += [UInt8](repeating: 0x90, count: Int(gap)) + [0xc3]
            return VariantProfile(name: "v", sources: [], executable: file.bytes)
        }
        let near = profile(gap: 1, inside: 7)
        let moved = PairDiversity(near, profile(gap: 5, inside: 7))
        #expect(moved[.functionBytes] == .measured(0.95))
        #expect(moved[.placelessBytes] == .measured(0))
        let jump = PairDiversity(near, profile(gap: 1, inside: 8))
        #expect(jump[.placelessBytes] == .measured(0.95))
    }

    @Test func `functions, variables and frames that differ are counted`() throws {
        var other = Self.source.replacing(
            "int first, second, third", with: "int third, second, first")
        other = other.replacing("room[40]", with: "room[400]")
        let pair = try PairDiversity(
            profile(Self.source, "gcc -O1 -fno-toplevel-reorder"),
            profile(other, "gcc -O1 -fno-toplevel-reorder"))
        #expect(pair[.variableOrder] == .measured(1))
        #expect(pair[.functionOrder] == .measured(0))
        #expect(pair[.frames] == .measured(0.3333))
        #expect(pair[.layout] == .measured(0.4444))
    }

    @Test func `a C library linked in counts only without sources`() throws {
        let statics = try [true, false].map { known in
            try PairDiversity(
                profile(Self.source, "musl-gcc -static -O0", knowsSource: known),
                profile(Self.source, "musl-gcc -static -O3", knowsSource: known))
        }
        #expect(statics[0][.functions] == .measured(1))
        #expect((statics[1][.functions].figure ?? 1) < 0.5)
    }

    @Test func `stripped programs are compared by their gadgets alone`() throws {
        let stripped = try profile(Self.source, "gcc -O2 -s")
        let pair = try PairDiversity(stripped, profile())
        #expect(pair[.functions] == .unknown(reason: "stripped"))
        #expect(pair[.gadgetsInPlace] == .measured(0))
        #expect(pair.isDuplicate)
    }

    @Test func `code of two machines is not compared, code of a foreign one as far as it is known`()
    {
        func profile(_ machine: Int, _ byte: UInt8) -> VariantProfile {
            let file = ExecutableBytes(
                text: [byte, 0xc3], symbols: [.init(name: "f", offset: 0, size: 2)],
                machine: machine, isBigEndian: machine == 22)
            return VariantProfile(name: "v", sources: [], executable: file.bytes)
        }
        let other = PairDiversity(profile(62, 0x90), profile(22, 0x90))
        #expect(!other.isDuplicate)
        for measure in DiversityMeasure.allCases {
            let isOfTexts = [.statements, .statementPairs, .statementTexts, .fieldOrder]
                .contains(measure)
            #expect(other[measure] == (isOfTexts ? .unknown(reason: "no sources") : .otherMachine))
        }
        let same = PairDiversity(profile(22, 0x90), profile(22, 0x91))
        #expect(same[.functionBytes] == .measured(1))
        let reason = "instructions of s390x are not read"
        for measure in [DiversityMeasure.gadgetsInPlace, .placelessBytes, .frames] {
            #expect(same[measure] == .unknown(reason: reason))
        }
        #expect(PairDiversity(profile(22, 0x90), profile(22, 0x90)).isDuplicate)
    }

    @Test func `a missing file is an error`() {
        let error = #expect(throws: GenerationError.self) {
            try VariantProfile.read(name: "v01", sources: [], executable: "/nowhere/v01")
        }
        #expect(error?.kind == .missingInput)
        #expect(error?.message == "cannot measure '/nowhere/v01': no such file")
    }
}
