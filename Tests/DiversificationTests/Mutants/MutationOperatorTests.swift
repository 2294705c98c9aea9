import Diversification
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MutationOperatorTests {
    @Test(arguments: OperatorCase.all)
    func `an operator makes exactly these mutants`(example: OperatorCase) throws {
        let found = try MutationText.mutations(example.name, of: example.source)
        #expect(found == example.mutations)
    }

    @Test func `every operator has a program, and a name of its own`() {
        #expect(OperatorCase.all.map(\.name).sorted() == MutationOperators.all.map(\.name).sorted())
        #expect(MutationOperators.all.allSatisfy { !$0.summary.isEmpty })
    }

    @Test(arguments: OperatorCase.all)
    func `every mutant is one edit, keeps all line numbers, and compiles`(
        example: OperatorCase
    ) throws {
        let place = try TemporaryDirectory()
        let text = SourceText(example.source)
        let program = try Program(ProgramUnit(text, path: "program.c"))
        let operation = try #require(MutationText.operation(example.name))
        let texts = operation.sites(in: program).map { mutation in
            let mutant = text.applying([mutation.edit(in: text)]).bytes
            // What lies before and after the one place is untouched.
            #expect(mutant.starts(with: text.bytes[..<mutation.range.lowerBound]))
            #expect(
                mutant.reversed().starts(with: text.bytes[mutation.range.upperBound...].reversed()))
            #expect(mutant.count { $0 == 0x0a } == text.bytes.count { $0 == 0x0a })
            return String(decoding: mutant, as: UTF8.self)
        }
        #expect(Set(texts + [example.source]).count == example.mutations.count + 1)
        // All of them in one file each, one call of the compiler.
        var files: [String] = []
        for (number, text) in texts.enumerated() {
            files.append("\(place.path)/\(number).c")
            try text.write(toFile: files[number], atomically: true, encoding: .utf8)
        }
        let gcc = ToolRun(arguments: ["gcc", "-std=c11", "-w", "-fsyntax-only"] + files)()
        #expect(gcc.hasSucceeded, "\(gcc.errorText)")
    }

    @Test func `what a system's macro or header says is left alone`() throws {
        let source = """
            #include <assert.h>
            #include <stdio.h>
            #define WIDTH 4
            int letters(const char *p) {
                assert(p != NULL && 1 < 2);
                return *p && EOF;
            }

            """
        let all = try MutationOperators.all.flatMap { operation in
            try MutationText.mutations(operation.name, of: source)
        }
        #expect(
            all == [
                "6: *p && EOF -> *p || EOF", "6: *p && EOF -> 0", "6: *p && EOF -> (*p && EOF) + 1",
            ])
    }

    @Test func `a mutant means what its operator says, whatever stands around it`() throws {
        // Text replaced without parentheses would be another tree: 7 - 2 + 3, not 7 - (2 + 3).
        let source = """
            #include <stdio.h>
            int main(void) { printf("%d ", 7 - 2 * 3); return 0; }

            """
        let texts = try MutationText.texts("ReplaceArithmetic", of: source)
        let answers = try texts.map { try CProgram.behaviour(of: $0).prefix { $0 != " " } }
        #expect(answers == ["13", "42", "1", "1", "2", "8", "7", "5"])
    }
}
