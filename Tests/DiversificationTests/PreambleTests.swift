import Diversification
import Foundation
import Testing

struct PreambleTests {
    @Test(arguments: [
        ("", ""),
        ("int x;\n#include <stdio.h>\n", ""),
        (
            "// a\n/* b\n */ #include <a.h>\n\n# define A \\n 1\nint x;\n#include <b.h>\n",
            "// a\n/* b\n */ #include <a.h>\n\n# define A \\n 1\n"
        ),
        ("#undef A\n#if A\n#include <a.h>\nint x;\n#endif\n", "#undef A\n"),
        ("#undef A\n#endif\n", "#undef A\n"),
        (
            "#ifndef A\n# if B\n#define A\n#else\n#endif\n#endif\nint x;\n",
            "#ifndef A\n# if B\n#define A\n#else\n#endif\n#endif\n"
        ),
        ("#pragma pack(1)\n#include <a.h>\n", ""),
        ("#include <a.h>\n#include <b.h> /* no\n*/ int x;\n", "#include <a.h>\n"),
        ("#include <a.h>", "#include <a.h>"),
        ("/* open", ""),
    ])
    func `includes and definitions before all else are the preamble`(text: String, part: String) {
        #expect(String(decoding: Preamble(of: SourceText(text)).bytes, as: UTF8.self) == part)
    }

    /// What is there depends on a definition before an include, on a header of the system, and on
    /// one of the program's own.
    private static let source = """
        // The limits come after the macro that asks for them.
        #define WANTED 1
        #include <stdio.h>
        #include <limits.h>
        #include "own.h"
        static int first = INT_MAX, second = 2;
        static int third(void) { return first; }
        static int fourth(void) { return second; }
        int main(void) {
            struct own own = {.a = third(), .b = fourth()};
            int x = seen(&own);
            int y = own.b;
            printf("%d %d\\n", x, y);
            return 0;
        }

        """
    private static let header = """
        #if WANTED
        struct own { int a; long b; short c; };
        static int calls;
        static int seen(struct own *own) { calls = calls + 1; return own->a; }
        #endif

        """

    private func plans(
        of text: String, with preamble: PrecompiledPreamble?, at path: String
    ) throws -> [String] {
        var unit = ProgramUnit(SourceText(text), path: path)
        unit.preamble = preamble
        let program = try Program(unit)
        return (UInt64(1)...8).flatMap { seed in
            Rewriting.all.map { "\($0.name) \($0.plan([program], seed: seed))" }
        }
    }

    @Test func `what is planned does not depend on how the headers are read`() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program.c"
        try Self.header.write(
            toFile: "\(directory.path)/own.h", atomically: true, encoding: .utf8)
        for own in [true, false] {
            var text = Self.source
            if !own { text = text.replacing("#include \"own.h\"\n", with: "\n" + Self.header) }
            let preamble = try #require(
                PrecompiledPreamble(of: SourceText(text), path: path, flags: []))
            let whole = try plans(of: text, with: nil, at: path)
            #expect(try plans(of: text, with: preamble, at: path) == whole)
            #expect(whole.contains { $0.contains("replace") || $0.contains("permute") })
        }
    }

    @Test func `a text that begins otherwise is read whole`() throws {
        let source = SourceText("#include <stdlib.h>\nint main(void) { return abs(0); }\n")
        let other = SourceText("#include <stdio.h>\nint main(void) { return puts(\"\") < 0; }\n")
        let preamble = try #require(
            PrecompiledPreamble(of: source, path: "program.c", flags: ["-Werror=implicit"]))
        var unit = ProgramUnit(other, path: "other.c")
        unit.preamble = preamble
        _ = try Program(unit)
    }

    @Test func `a preamble with an error leaves it to the text`() throws {
        let source = SourceText("#include <no/such.h>\nint x;\n")
        #expect(PrecompiledPreamble(of: source, path: "program.c", flags: []) == nil)
        let error = #expect(throws: GenerationError.self) {
            _ = try Rewriting(seed: 1).apply(to: source, path: "program.c")
        }
        #expect(error?.message.contains("program.c:1:10: ") == true)
    }
}
