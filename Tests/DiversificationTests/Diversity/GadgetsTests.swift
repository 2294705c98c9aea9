import Diversification
import Testing

struct GadgetsTests {
    /// What a survivor is, written down plainly; each clause can be left out.
    private struct Survivor {
        var sameOffset = true
        var sameBytes = true
        var endsInFreeBranch = true
        var bounded = true

        /// The bytes of the gadget at each offset where one starts.
        private func gadgets(_ code: [UInt8]) -> [Int: [UInt8]] {
            let lengths = InstructionLengths.of(code)
            var found: [Int: [UInt8]] = [:]
            for start in code.indices {
                var at = start
                for number in 1...(bounded ? Gadgets.instructionsMax : 100) {
                    guard at < code.count, lengths[at] > 0 else { break }
                    let opcode = code[at...].firstIndex { !(0x40...0x4f).contains($0) } ?? at
                    let byte = code[opcode]
                    let isFree =
                        [0xc3, 0xcb, 0xc2, 0xca].contains(byte)
                        || byte == 0xff && [2, 3, 4, 5].contains(code[opcode + 1] >> 3 & 7)
                    let stops: [UInt8] = [0xe8, 0xe9, 0xeb, 0xcc, 0xcf, 0xf4]
                    if stops.contains(byte) || (0x70...0x7f).contains(byte)
                        || (0xe0...0xe3).contains(byte)
                    {
                        break
                    }
                    at += lengths[at]
                    if bounded, at - start > Gadgets.bytesMax { break }
                    guard isFree || !endsInFreeBranch && number == 3 else { continue }
                    found[start] = Array(code[start..<at])
                    break
                }
            }
            return found
        }

        func count(_ left: [UInt8], _ right: [UInt8]) -> Int {
            let (mine, theirs) = (gadgets(left), gadgets(right))
            if !sameOffset { return Set(mine.values).intersection(theirs.values).count }
            return mine.count { offset, bytes in
                theirs[offset].map { !sameBytes || $0 == bytes } ?? false
            }
        }
    }

    /// Random code of common instructions without branches to fixed places.
    private func code(_ random: inout SeededGenerator, count: Int) -> [UInt8] {
        let pieces: [[UInt8]] = [
            [0x90], [0x58], [0x5f], [0x48, 0x89, 0xc7], [0x83, 0xc0, 0x01], [0x31, 0xc0],
            [0x48, 0x8b, 0x05, 1, 2, 3, 0], [0xc3], [0xc2, 8, 0], [0xff, 0xe0], [0xff, 0x53, 8],
            [0x41, 0x5c], [0x0f, 0xaf, 0xc1], [0xb8, 1, 0, 0, 0], [0xeb, 0x02], [0x06],
        ]
        return (0..<count).flatMap { _ in pieces[random.next(below: pieces.count)] }
    }

    /// Two codes, the second with some bytes changed and some inserted.
    private func pairs() -> [([UInt8], [UInt8])] {
        var random = SeededGenerator(seed: 3)
        return (0..<40).map { number in
            let left = code(&random, count: 60)
            var right = left
            for _ in 0..<number % 8 {
                right[random.next(below: right.count)] = [0x90, 0xc3, 0x5f][random.next(below: 3)]
            }
            if number % 3 == 0 { right.insert(0x90, at: random.next(below: right.count)) }
            return (left, right)
        }
    }

    @Test func `survivors are those of the plain definition`() {
        var survivors = 0
        for (left, right) in pairs() {
            let (mine, theirs) = (Gadgets(of: left), Gadgets(of: right))
            let expected = Survivor().count(left, right)
            #expect(mine.survivingInPlace(in: theirs) == expected)
            #expect(theirs.survivingInPlace(in: mine) == expected)
            #expect(
                mine.survivingAnywhere(in: theirs)
                    == Survivor(sameOffset: false).count(left, right))
            survivors += expected
        }
        #expect(survivors > 1_000)
    }

    @Test func `a definition without one of its clauses counts otherwise`() {
        let twins = [
            Survivor(sameOffset: false), Survivor(sameBytes: false),
            Survivor(endsInFreeBranch: false), Survivor(bounded: false),
        ]
        for twin in twins {
            let differs = pairs().contains { left, right in
                twin.count(left, right)
                    != Gadgets(of: left).survivingInPlace(in: Gadgets(of: right))
            }
            #expect(differs, "\(twin)")
        }
    }

    @Test func `gadgets start at every byte that leads to a free branch`() {
        // pop %rdi is the second byte of pop %r15: three gadgets, not two.
        #expect(Gadgets(of: [0x41, 0x5f, 0xc3]).count == 3)
        #expect(Gadgets(of: [0xe9, 0, 0, 0, 0]).count == 0)
        let slide = [UInt8](repeating: 0x90, count: 30) + [0xc3]
        #expect(Gadgets(of: slide).count == Gadgets.instructionsMax)
        #expect(Gadgets(of: slide).differentCount == Gadgets.instructionsMax)
        // movabs has 10 bytes: three of them and a return are 31, too many.
        let wide = Array(repeating: [0x48, 0xb8, 6, 6, 6, 6, 6, 6, 6, 6] as [UInt8], count: 3)
        #expect(Gadgets(of: wide.flatMap { $0 } + [0xc3]).count == 3)
    }

    @Test func `a shift leaves nothing in place and everything somewhere`() {
        let code: [UInt8] = [0x5f, 0xc3, 0x06, 0x5e, 0x5f, 0xc3]
        let (plain, shifted) = (Gadgets(of: code), Gadgets(of: [0x06, 0x06] + code))
        #expect(plain.count == 5)
        #expect(plain.survivingInPlace(in: shifted) == 0)
        #expect(plain.survivingAnywhere(in: shifted) == plain.differentCount)
        #expect(plain.survivingInPlace(in: plain) == plain.count)
    }
}
