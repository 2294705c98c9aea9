import Diversification
import Foundation
import Testing

/// Programs of more than one file, from their sources to what a family answers.
@Suite(.timeLimit(.minutes(15)))
struct SeveralUnitsTests {
    private static let header = """
        struct Point { int x; double weight; int y; char tag; };
        #define SCALE 3
        double weigh(const struct Point *point);
        void print(const char *what, double value);
        """

    private static let files = [
        "point.h": header,
        "main.c": """
        #include <stdio.h>
        #include "point.h"
        static int twice(int value) { return 2 * value; }
        int main(void) {
            int x, y;
            while (scanf("%d %d", &x, &y) == 2) {
                struct Point point;
                point.x = twice(x);
                point.y = y;
                point.weight = SCALE;
                point.tag = 'p';
                print("weight", weigh(&point));
            }
            return 0;
        }
        """,
        "weigh.c": """
        #include "point.h"
        static int twice(int value) { return value + value; }
        double weigh(const struct Point *point) {
            double sum = point->x * point->weight;
            double more = twice(point->y);
            return sum + more + (point->tag == 'p');
        }
        """,
        "print.c": """
        #include "point.h"
        #include <stdio.h>
        void print(const char *what, double value) {
            printf("%s %g\\n", what, value);
        }
        """,
    ]

    private func folder(_ files: [String: String]) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for (name, text) in files {
            try text.write(
                toFile: "\(directory.path)/\(name)", atomically: true, encoding: .utf8)
        }
        try "1 2\n5 -4\n".write(
            toFile: "\(directory.path)/demands.txt", atomically: true, encoding: .utf8)
        return directory
    }

    private func family(
        _ directory: TemporaryDirectory, sources: [String], commands: String? = nil
    ) throws -> FamilyManifest {
        var request = GenerationRequest(
            sources: sources.map { "\(directory.path)/\($0)" }, output: "\(directory.path)/out",
            count: 3, seed: 5, path: "/usr/bin:/bin")
        request.compileCommands = commands
        request.demands = "\(directory.path)/demands.txt"
        request.name = "points"
        request.jobs = 2
        return try FamilyGenerator(request) { _ in }()
    }

    private func order(of fields: [String], in text: String) -> [String] {
        fields.sorted { left, right in
            let places = [left, right].map { text.range(of: " \($0);")?.lowerBound }
            return places[0]! < places[1]!
        }
    }

    @Test func `a struct of a header changes alike in every unit`() throws {
        let directory = try folder(Self.files)
        let family = try family(directory, sources: ["main.c", "weigh.c", "print.c"])
        #expect(family.variants.allSatisfy { $0.checked })
        #expect(family.inputs.map(\.path).contains("../point.h"))
        let fields = ["x", "weight", "y", "tag"]
        var orders: Set<[String]> = []
        for variant in family.variants {
            let found = try ["main", "weigh", "print"].map { unit in
                let path = "\(directory.path)/out/\(variant.name)/\(unit).c"
                let text = try String(contentsOfFile: path, encoding: .utf8)
                return order(of: fields, in: text)
            }
            #expect(Set(found).count == 1, "\(variant.name): \(found)")
            orders.formUnion(found)
        }
        #expect(orders != [fields])
    }

    @Test func `a struct that one unit must leave alone stays in all`() throws {
        var files = Self.files
        files["weigh.c"]? += "\nint size(void) { return sizeof(struct Point); }\n"
        let directory = try folder(files)
        _ = try family(directory, sources: ["main.c", "weigh.c", "print.c"])
        for variant in ["v01", "v02", "v03"] {
            let text = try String(
                contentsOfFile: "\(directory.path)/out/\(variant)/main.c", encoding: .utf8)
            let fields = ["x", "weight", "y", "tag"]
            #expect(order(of: fields, in: text) == fields)
        }
    }

    @Test func `a struct that a unit sees without knowing its fields stays in all`() throws {
        let seeing = """
            struct Point;
            struct Span;
            int first(const struct Point *point) { return *(const int *)point; }
            int low(const struct Span *span) { return *(const int *)span; }
            """
        let defining = """
            struct Point { int x; double weight; int y; char tag; };
            struct Ends { int low; long high; };
            struct Span { struct Ends ends; char tag; };
            struct Free { int a; int b; int c; int d; };
            """
        var orders: Set<String> = []
        for seed in UInt64(1)...8 {
            var rewriting = Rewriting(seed: seed)
            rewriting.transforms = [ReorderStructFields()]
            let texts = try rewriting.apply(to: [
                .init(SourceText(seeing), path: "seeing.c"),
                .init(SourceText(defining), path: "defining.c"),
            ]).0
            let text = texts[1].text(0..<texts[1].bytes.count)
            let seen = defining.split(separator: "\n").dropLast()
            #expect(text.hasPrefix(seen.joined(separator: "\n")))
            orders.insert(text)
        }
        #expect(orders.count > 1)
    }

    @Test func `another unit may look at the errors of mathematics`() throws {
        let source = """
            #include <math.h>
            double a, b;
            void f(double x, double y) { a = log(x); b = exp(y); }
            """
        func texts(elsewhere: Set<String>) throws -> Set<String> {
            let texts = try (UInt64(1)...8).map { seed in
                var rewriting = Rewriting(seed: seed)
                rewriting.transforms = [ReorderIndependentStatements()]
                let unit = ProgramUnit(
                    SourceText(source), path: "mathematics.c",
                    others: OtherUnits(names: elsewhere))
                let text = try rewriting.apply(to: [unit]).0[0]
                return text.text(0..<text.bytes.count)
            }
            return Set(texts)
        }
        #expect(try texts(elsewhere: []).count == 2)
        #expect(try texts(elsewhere: ["errno"]) == [source])
    }

    @Test func `a unit knows what others say and it does not`() throws {
        let directory = try folder([
            "main.c": """
            #include <errno.h>
            #include <stdio.h>
            extern double first, second;
            void compute(double x, double y);
            int main(void) {
                compute(-1, 1e6);
                printf("%d\\n", errno == ERANGE);
                return 0;
            }
            """,
            "compute.c": """
            #include <math.h>
            double first, second;
            void compute(double x, double y) { first = log(x); second = exp(y); }
            """,
        ])
        var request = GenerationRequest(
            sources: ["main.c", "compute.c"].map { "\(directory.path)/\($0)" },
            output: "\(directory.path)/out", count: 4, seed: 1, path: "/usr/bin:/bin")
        request.isForAnotherBuild = true
        request.transforms = ["ReorderIndependentStatements"]
        _ = try RewrittenSources(request)()
        for variant in ["v01", "v02", "v03", "v04"] {
            let text = try String(
                contentsOfFile: "\(directory.path)/out/\(variant)/compute.c", encoding: .utf8)
            #expect(text.contains("{ first = log(x); second = exp(y); }"))
        }
    }

    @Test func `a compilation database names units and their flags`() throws {
        var files = Self.files
        files["weigh.c"] = files["weigh.c"]?.replacing("+ more", with: "+ more + OFFSET")
        let directory = try folder(files)
        let commands = """
            [{"directory": "\(directory.path)", "file": "main.c",
              "command": "cc -O2 -c -o main.o main.c"},
             {"directory": "\(directory.path)", "file": "weigh.c",
              "arguments": ["cc", "-c", "-DOFFSET=(1 + 1)", "-I.", "weigh.c", "-o", "weigh.o"]},
             {"directory": "\(directory.path)", "file": "weigh.c", "command": "cc -c weigh.c"},
             {"directory": "\(directory.path)", "file": "help.s", "command": "as help.s"}]
            """
        let path = "\(directory.path)/compile_commands.json"
        try commands.write(toFile: path, atomically: true, encoding: .utf8)
        let family = try family(directory, sources: ["print.c"], commands: path)
        let input = "\(directory.path)/demands.txt"
        for name in family.variants.map(\.name) + ["original"] {
            let run = ToolRun(arguments: ["\(directory.path)/out/\(name)/points"], input: input)()
            #expect(String(decoding: run.output, as: UTF8.self) == "weight 13\nweight 25\n")
        }
    }

    @Test func `a file included ahead by the command is part of the unit`() throws {
        let directory = try folder([
            "ahead.h": "#define BIAS 3\n", "main.c": "int main(void) { return BIAS; }\n",
        ])
        let path = "\(directory.path)/compile_commands.json"
        let command = #""command": "cc -include ahead.h -imacros ahead.h -DX -c main.c""#
        try #"[{"directory": "\#(directory.path)", "file": "main.c", \#(command)}]"#
            .write(toFile: path, atomically: true, encoding: .utf8)
        var request = GenerationRequest(
            sources: [], output: "\(directory.path)/out", count: 1, seed: 5, path: "/usr/bin:/bin")
        request.compileCommands = path
        request.isForAnotherBuild = true
        _ = try RewrittenSources(request)()
        let words = ["-include", "ahead.h", "-DX", "-o", "main", "main.c"]
        let built = ToolRun(
            arguments: ["\(directory.path)/out/v01/cc"] + words, directory: directory.path)()
        #expect(built.hasSucceeded, "\(built.errorText)")
        let run = ToolRun(arguments: ["\(directory.path)/main"])()
        #expect("\(run.ending)" == "exit status 3")
    }

    @Test func `a build of the program's own takes the rewritten units`() throws {
        let directory = try folder(Self.files)
        let units = ["main", "weigh", "print"]
        let entries = units.map {
            #"{"directory": "\#(directory.path)", "file": "\#($0).c", "#
                + #""command": "cc -DX=1 \#($0).c"}"#
        }
        let path = "\(directory.path)/compile_commands.json"
        try "[\(entries.joined(separator: ","))]".write(
            toFile: path, atomically: true, encoding: .utf8)
        var request = GenerationRequest(
            sources: [], output: "\(directory.path)/out", count: 1, seed: 5, path: "/usr/bin:/bin")
        request.compileCommands = path
        request.isForAnotherBuild = true
        let manifest = try #require(try RewrittenSources(request)().first)
        #expect(manifest.units == 3)
        #expect(manifest.transforms.contains { $0.name == "ReorderStructFields" && $0.sites > 0 })
        let compiler = "\(directory.path)/out/v01/cc"
        func build(_ words: [String]) -> ToolRun.Result {
            // Not by its first line: a process that another test starts may hold the file open.
            ToolRun(arguments: ["python3", compiler] + words, directory: directory.path)()
        }
        // Were one unit the original, its fields would lie elsewhere than those of the others.
        let sources = units.map { "\($0).c" }
        let built = build(["-D", "X=1", "-o", "points"] + sources)
        #expect(built.hasSucceeded, "\(built.errorText)")
        let run = ToolRun(
            arguments: ["\(directory.path)/points"], input: "\(directory.path)/demands.txt")()
        #expect(String(decoding: run.output, as: UTF8.self) == "weight 11\nweight 23\n")
        let other = build(["-o", "points"] + sources)
        #expect(other.errorText.contains("it is no unit with these definitions"))
    }

    @Test func `a compilation database that cannot be read says so`() throws {
        let directory = try folder(Self.files)
        func error(_ text: String?) throws -> GenerationError? {
            let path = "\(directory.path)/commands.json"
            try? FileManager.default.removeItem(atPath: path)
            try text?.write(toFile: path, atomically: true, encoding: .utf8)
            do { _ = try family(directory, sources: [], commands: path) } catch {
                return error as? GenerationError
            }
            return nil
        }
        let found = try [nil, "{}", "[]"].map { try error($0) }
        #expect(found.map { $0?.kind } == [.missingInput, .badData, .badData])
        #expect(found[2]?.message.hasSuffix("no C file in it") == true)
    }
}
