import Diversification
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15)))
struct CodeSectionTests {
    private func binary(_ source: String) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        try #require(ToolRun(arguments: ["gcc", "-o", path, "\(path).c"])().hasSucceeded)
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }

    @Test func `programs that differ in names only have equal code`() throws {
        let code = CodeSection.text(of: try binary("int main(void) { int a = 3; return a; }"))
        #expect(code != nil && code?.isEmpty == false)
        #expect(
            try code == CodeSection.text(of: binary("int main(void) { int bb = 3; return bb; }")))
        #expect(
            try code != CodeSection.text(of: binary("int main(void) { int a = 4; return a; }")))
    }

    @Test func `a file that is cut or spoilt never stops the reader`() throws {
        let whole = try binary("int main(void) { return 0; }")
        var random = SeededGenerator(seed: 5)
        for _ in 0..<400 {
            _ = CodeSection.text(of: Array(whole.prefix(random.next(below: whole.count))))
            var spoilt = whole
            for _ in 0..<8 { spoilt[random.next(below: 64)] = UInt8(random.next(below: 256)) }
            spoilt.replaceSubrange(0..<6, with: whole[0..<6])
            _ = CodeSection.text(of: spoilt)
        }
        #expect(CodeSection.text(of: []) == nil)
        #expect(CodeSection.text(of: Array("#!/bin/sh\n".utf8)) == nil)
    }
}
