import Diversification
import Foundation
import Testing

struct MacroExpansionTests {
    /// The expanded text of `main.c` among the given files.
    private func expanded(
        _ files: [String: String], flags: [String] = []
    ) throws -> String {
        let directory = try TemporaryDirectory()
        for (name, text) in files {
            try text.write(
                toFile: "\(directory.path)/\(name)", atomically: true, encoding: .utf8)
        }
        let text = try MacroExpansion(path: "main.c", directory: directory.path, flags: flags)()
            .text
        return text.text(0..<text.bytes.count)
    }

    @Test func `own macros are expanded, those of the system and their includes stay`() throws {
        let text = try expanded([
            "own.h": "#define MAX(a, b) ((a) > (b) ? (a) : (b))\nstruct Pair { int left; };\n",
            "main.c": """
            #define _GNU_SOURCE
            #include <errno.h>
            #include <stdarg.h>
            #include <stddef.h>
            #include "own.h"
            #define LARGEST MAX(errno, 3)
            static int pick(int count, ...) {
                va_list list;
                va_start(list, count);
                int found = va_arg(list, int); // the first
                va_end(list);
                return found + LARGEST;
            }
            int main(void) { return pick(1, 2) == 5 && offsetof(struct Pair, left) && !NULL; }
            """,
        ])
        #expect(text.contains("#define _GNU_SOURCE"))
        #expect(text.contains("#include <stdarg.h>\n"))
        #expect(text.contains("struct Pair { int left; };"))
        #expect(text.contains("va_start(list, count);"))
        #expect(text.contains("va_arg(list, int); // the first"))
        #expect(text.contains("return found + ((errno) > (3) ? (errno) : (3));"))
        #expect(text.contains("offsetof(struct Pair, left) && !NULL;"))
        #expect(!text.contains("own.h"))
    }

    @Test func `what steers headers stays below those that it came too late for`() throws {
        let text = try expanded([
            "main.c": """
            #include <stdio.h>
            #define _GNU_SOURCE
            #define OTHER 1
            /* Too late:
            #define _GNU_SOURCE
            #define NO_MORE */
            #include <string.h>
            static int strchrnul(int x) { return x; }
            int main(void) { return strchrnul(OTHER - 1); }
            """
        ])
        let order = ["#include <stdio.h>", "#define _GNU_SOURCE", "#include <string.h>"]
        let places = order.map { text.firstRange(of: $0)?.lowerBound }
        #expect(
            !places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted()
        )
        #expect(text.contains("#define NO_MORE */"))
        #expect(!text.contains("#define OTHER"))
    }

    @Test func `conditions are decided by the system's real values`() throws {
        let text = try expanded([
            "main.c": """
            #include <limits.h>
            #define WIDE (INT_MAX > 32767)
            #if WIDE && defined(LONG_MAX) && ULONG_MAX > 4294967295UL
            int wide = LONG_MAX > 1;
            #else
            int narrow;
            #endif
            """
        ])
        #expect(text.contains("int wide = LONG_MAX > 1;"))
        #expect(!text.contains("narrow"))
    }

    @Test func `what the program defines anew is the program's`() throws {
        let text = try expanded([
            "main.c": """
            #include <ctype.h>
            #undef isalpha
            #define isalpha(c) ((c) == 'x')
            int main(void) { return isalpha('y') + toupper('a'); }
            """
        ])
        #expect(text.contains("return (('y') == 'x') + toupper('a');"))
    }

    @Test func `flags of the command count`() throws {
        let text = try expanded(
            ["main.c": "int x = SIZE;\n#ifdef ODD\nint odd;\n#endif\n"],
            flags: ["-O2", "-DSIZE=3", "-D", "ODD", "-c", "-o", "x.o"])
        #expect(text.contains("int x = 3;"))
        #expect(text.contains("int odd;"))
    }

    @Test func `a macro that makes text of its argument is expanded for its message`() throws {
        let text = try expanded([
            "main.c": """
            #include <assert.h>
            #include <stdlib.h>
            #define FINE 0
            int main(void) { assert(abs(1) > FINE); return EXIT_SUCCESS; }
            """
        ])
        #expect(text.contains("\"abs(1) > FINE\""))
        #expect(text.contains("return EXIT_SUCCESS;"))
        let plain = try expanded([
            "main.c": "#include <assert.h>\nint main(void) { assert(1 > 0); return 0; }\n"
        ])
        #expect(plain.contains("assert(1 > 0);"))
    }

    @Test func `a comma from a macro does not part a system macro's arguments`() throws {
        let text = try expanded([
            "main.c": """
            #include <assert.h>
            struct Pair { int left, right; };
            #define PAIR(a, b) (struct Pair){a, b}
            int main(void) { assert(PAIR(1, 2).right == 2); return 0; }
            """
        ])
        #expect(text.contains("(struct Pair){1, 2}.right == 2"))
    }

    @Test func `a header of the system in quotes is one`() throws {
        let text = try expanded([
            "main.c": "#include \"stdlib.h\"\nint main(void) { return EXIT_SUCCESS; }\n"
        ])
        #expect(text.contains("#include \"stdlib.h\"\n"))
        #expect(text.contains("return EXIT_SUCCESS;"))
    }

    @Test func `a macro of the system that the program undefines is none afterwards`() throws {
        let text = try expanded([
            "main.c": """
            #include <errno.h>
            #undef errno
            int errno;
            """
        ])
        #expect(text.contains("#include <errno.h>\n#undef errno\n"))
        #expect(text.contains("int errno;"))
    }

    @Test func `a text that would mean something else is refused`() throws {
        // The name is undefined after the last header only.
        let error = #expect(throws: GenerationError.self) {
            _ = try expanded([
                "main.c": """
                #include <errno.h>
                #undef errno
                int errno;
                #include <stdio.h>
                """
            ])
        }
        #expect(error?.message.contains("would change its meaning near") == true)
    }

    @Test func `an error has file, line and column`() throws {
        let error = #expect(throws: GenerationError.self) {
            _ = try expanded(["main.c": "\n#include \"none.h\"\n"])
        }
        #expect(
            error?.message.contains("main.c:2:10: fatal error: 'none.h' file not found") == true)
    }

    @Test func `tokens are compared, not blanks`() {
        func tokens(_ text: String) -> TokenText { TokenText(Array(text.utf8)) }
        #expect(tokens("int  a ; f ( 'x y' )").difference(from: tokens("int a;f('x y')")) == nil)
        #expect(tokens("int a;").difference(from: tokens("inta;")) != nil)
        #expect(tokens("f('x y');").difference(from: tokens("f('xy');")) != nil)
        #expect(tokens("a = 1;").difference(from: tokens("a = 1;;")) != nil)
    }
}
