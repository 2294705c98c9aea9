import Diversification
import Testing

struct ExecutableFileTests {
    private func small(isBigEndian: Bool = false) -> ExecutableBytes {
        ExecutableBytes(
            text: [0x90, 0x90, 0xc3, 0xc3],
            symbols: [
                .init(name: "first", offset: 0, size: 3), .init(name: "last", offset: 3, size: 1),
                .init(name: "variable", offset: 8, size: 4, isFunction: false),
                .init(name: "empty", offset: 0, size: 0),
            ], machine: isBigEndian ? 22 : 62, isBigEndian: isBigEndian)
    }

    @Test(arguments: [false, true])
    func `sections and symbols are read in either byte order`(isBigEndian: Bool) throws {
        let file = try ExecutableFile(small(isBigEndian: isBigEndian).bytes)
        #expect(file.machine.description == (isBigEndian ? "s390x" : "x86-64"))
        let text = try #require(file.section(".text"))
        #expect(Array(file.bytes[text.range]) == [0x90, 0x90, 0xc3, 0xc3])
        #expect(text.isExecutable && text.address == 0x1000)
        #expect(file.symbols.map(\.name) == ["first", "last", "variable"])
        #expect(file.symbols.map(\.kind) == [.function, .function, .variable])
        #expect(file.symbols.map(\.address) == [0x1000, 0x1003, 0x8008])
        #expect(file.symbols.map(\.size) == [3, 1, 4])
    }

    @Test func `what is no executable is refused with its reason`() {
        func reason(_ bytes: [UInt8]) -> String? {
            do throws(ExecutableFile.Unreadable) {
                _ = try ExecutableFile(bytes)
                return nil
            } catch {
                return error.description
            }
        }
        let whole = small().bytes
        #expect(reason(whole) == nil)
        #expect(reason([]) == "no ELF file")
        #expect(reason(Array("#!/bin/sh\n".utf8)) == "no ELF file")
        #expect(
            reason([0x7f, 0x45, 0x4c, 0x46, 1] + whole.dropFirst(5)) == "no ELF file of 64 bits")
        #expect(reason(Array(whole.prefix(20))) == "no ELF file of 64 bits")
        #expect(reason(Array(whole.prefix(70))) == "no section table")
        #expect(reason(Array(whole.dropLast())) == nil, "the last section's entry size")
        #expect(reason(Array(whole.dropLast(32))) == "a cut section table")
        var endless = whole
        // The size of section 1, whose header stands 64 bytes behind the table's start.
        let size = whole.count - 6 * 64 + 64 + 32
        endless.replaceSubrange(size..<size + 8, with: [0xff, 0xff, 0xff, 0, 0, 0, 0, 0])
        #expect(reason(endless) == "section 1 ends behind the file")
    }

    @Test func `a function that leaves its section has no code`() throws {
        var bytes = small()
        bytes.symbols = [
            .init(name: "far", offset: 2, size: 3), .init(name: "in", offset: 0, size: 4),
        ]
        let profile = VariantProfile(name: "a", sources: [], executable: bytes.bytes)
        bytes.symbols.removeFirst()
        let other = VariantProfile(name: "b", sources: [], executable: bytes.bytes)
        #expect(PairDiversity(profile, other)[.functions] == .measured(0))
    }

    @Test func `functions that overlap without end are cut off`() {
        var bytes = ExecutableBytes(text: [UInt8](repeating: 0x90, count: 1_000))
        func profile(_ functions: Int) -> VariantProfile {
            bytes.symbols = (0..<functions).map {
                .init(name: "f\(100 + $0)", offset: 0, size: 1_000)
            }
            return VariantProfile(name: "\(functions)", sources: [], executable: bytes.bytes)
        }
        #expect(PairDiversity(profile(10), profile(10))[.functionOrder] == .measured(0))
        let pair = PairDiversity(profile(10), profile(100))
        let kept = Double(8 * bytes.bytes.count / 1_000)
        #expect(kept > 20 && kept < 50)
        let share = 1 - 20 / (10 + kept)
        #expect(abs((pair[.functions].figure ?? 0) - share) < 1e-4)
    }

    @Test func `a file that is cut or spoilt never stops the measures`() {
        let whole = small().bytes
        let good = VariantProfile(name: "good", sources: [], executable: whole)
        var random = SeededGenerator(seed: 11)
        var readable = 0
        for _ in 0..<1_000 {
            var spoilt = Array(whole.prefix(whole.count - random.next(below: 4)))
            for _ in 0...random.next(below: 6) {
                let values: [UInt8] = [0, 1, 0x7f, 0x80, 0xff, UInt8(random.next(below: 256))]
                spoilt[6 + random.next(below: spoilt.count - 6)] = values[random.next(below: 6)]
            }
            let pair = PairDiversity(
                good, VariantProfile(name: "bad", sources: [], executable: spoilt))
            if pair[.gadgetsInPlace].figure != nil { readable += 1 }
            for measure in DiversityMeasure.allCases {
                if let figure = pair[measure].figure { #expect((0...1).contains(figure)) }
            }
        }
        #expect(readable > 100, "too few were good enough to reach the measures")
    }
}
