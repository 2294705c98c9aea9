import Diversification
import Foundation
import Testing

struct LineOriginsTests {
    private func place(_ origins: LineOrigins?, _ line: Int, _ column: Int) -> LineOrigins.Place? {
        origins?.place(of: MutantSite.Position(line: line, column: column))
    }

    @Test func `a line has its file and number, and its column where it reads the same`() throws {
        let origins = LineOrigins(
            text: "int a;\nint b = 5;\n",
            marked: "# 3 \"a.c\"\nint a;\n\n# 7 \"b.h\" 2\nint b = 5;\n",
            files: ["a.c": "\n\nint a;\n", "b.h": "\n\n\n\n\n\nint b = N;\n"])
        #expect(place(origins, 1, 5) == LineOrigins.Place(file: "a.c", line: 3, column: 5))
        #expect(place(origins, 2, 9) == LineOrigins.Place(file: "b.h", line: 7, column: nil))
        #expect(place(origins, 3, 1) == nil)
    }

    @Test func `texts that do not go together have no origins`() {
        let origins = { (marked: String) in
            LineOrigins(text: "int a;\nint b;\n", marked: marked, files: [:])
        }
        #expect(origins("# 1 \"a.c\"\nint a;\nint b;\n") != nil)
        #expect(origins("# 1 \"a.c\"\nint a;\nint c;\n") == nil)
        #expect(origins("# 1 \"a.c\"\nint a;\n") == nil)
        #expect(origins("# 1 \"a.c\"\nint a;\nint b;\nint c;\n") == nil)
    }

    @Test func `a fault in a header of the program's own is placed there`() throws {
        let place = try TemporaryDirectory()
        try "\n\nstatic int least(int a, int b) { return a < b ? a : b; }\n".write(
            toFile: "\(place.path)/least.h", atomically: true, encoding: .utf8)
        try "#include <stdio.h>\n#include \"least.h\"\nint main(void) { return least(1, 2); }\n"
            .write(toFile: "\(place.path)/main.c", atomically: true, encoding: .utf8)
        var request = MutantRequest(
            sources: ["\(place.path)/main.c"], output: "\(place.path)/out", seed: 1,
            path: "/usr/bin:/bin")
        request.operators = ["ReplaceRelation"]
        let mutants = try MutantGenerator(request).list().mutants
        #expect(mutants.count == 5)
        #expect(
            mutants.first?.origin == LineOrigins.Place(file: "../least.h", line: 3, column: 41))
        #expect(mutants.first?.place == "least.h:3:41")
        #expect(!FileManager.default.fileExists(atPath: request.output))
    }

    @Test func `definitions that stay or go shift no line`() throws {
        let place = try TemporaryDirectory()
        let source = """
            #include <stdio.h>
            #define NONE 0
            #define _GNU_SOURCE
            #include <string.h>
            #define ONE 1
            int main(void) { return 1 < 2; }

            """
        try source.write(
            toFile: "\(place.path)/main.c", atomically: true, encoding: .utf8)
        var request = MutantRequest(
            sources: ["\(place.path)/main.c"], output: "\(place.path)/out", seed: 1,
            path: "/usr/bin:/bin")
        request.operators = ["ReplaceRelation"]
        let mutant = try MutantGenerator(request).list().mutants.first
        #expect(mutant?.origin == LineOrigins.Place(file: "../main.c", line: 6, column: 25))
    }
}
