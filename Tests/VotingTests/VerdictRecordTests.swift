import Testing
import Voting

@Suite struct VerdictRecordTests {
    @Test func `a record has one fixed spelling`() {
        #expect(
            text(of: line(sequence: 42, kind: .agreed, expires: 1000, answer: "RELEASE a b"))
                == "thrice1 42 0123456789abcdef agreed 1000 RELEASE a b c57a5848\n")
        #expect(
            text(of: line(sequence: 1, kind: .restrictive, expires: 0, answer: ""))
                == "thrice1 1 0123456789abcdef restrictive 0  f2151782\n")
        #expect(text(of: endLine(sequence: 3)) == "thrice1 3 0000000000000000 end 5  649df602\n")
    }

    @Test(arguments: ["", " ", "RELEASE", "a b c 0badcafe", "\u{0}\r\t", "thrice1 1 0 agreed 1 x"])
    func `what is written is read back`(answer: String) throws {
        for kind in [VerdictRecord.Kind.agreed, .restrictive] {
            for number in [1, 9, 10, VerdictRecord.numberMax] {
                let bytes = line(sequence: number, kind: kind, expires: number, answer: answer)
                #expect(bytes.last == UInt8(ascii: "\n"))
                let record = try decode(bytes.dropLast())
                #expect(record.sequence == number)
                #expect(record.digest == 0x0123_4567_89ab_cdef)
                #expect(record.kind == kind)
                #expect(record.expires == number)
                #expect(Array(bytes[record.answer]) == Array(answer.utf8))
                #expect(bytes.count <= VerdictRecord.overheadBytesMax + answer.utf8.count)
            }
        }
    }

    @Test func `the longest record fills its bound exactly`() {
        let number = VerdictRecord.numberMax
        let bytes = line(sequence: number, kind: .restrictive, expires: .max, answer: "xyz")
        #expect(bytes.count == VerdictRecord.overheadBytesMax + 3)
    }

    @Test(arguments: [
        ("", VerdictRecordError.tooShort),
        ("thrice1 1 0123456789abcdef end 0", .tooShort),
        ("thrice2 1 0123456789abcdef agreed 5 x", .version),
        ("Thrice1 1 0123456789abcdef agreed 5 x", .version),
        ("thrice1 0 0123456789abcdef agreed 5 x", .sequence),
        ("thrice1 01 0123456789abcdef agreed 5 x", .sequence),
        ("thrice1 -1 0123456789abcdef agreed 5 x", .sequence),
        ("thrice1 10000000000000000000 0123456789abcdef agreed 5 x", .sequence),
        ("thrice1  0123456789abcdef agreed 5 x and more", .sequence),
        ("thrice1 1 0123456789ABCDEF agreed 5 x", .digest),
        ("thrice1 1 0123456789abcde agreed 5 x and", .digest),
        ("thrice1 1 0123456789abcdef0 agreed 5 x", .digest),
        ("thrice1 1 0123456789abcdef Agreed 5 x", .kind),
        ("thrice1 1 0123456789abcdef  5 x and more", .kind),
        ("thrice1 1 0123456789abcdef agreed 05 x", .expires),
        ("thrice1 1 0123456789abcdef agreed 5", .expires),
        ("thrice1 1 0123456789abcdef agreed  x", .expires),
        ("thrice1 1 0123456789abcdef agreed 5 x\ny", .answer),
        ("thrice1 1 0123456789abcdef end 5 ", .answer),
        ("thrice1 1 0000000000000000 end 5 x", .answer),
        ("thrice1 1 0123456789abcdef agreed 5 " + String(repeating: "x", count: 65), .tooLong),
    ])
    func `a line that is not a record is refused with its reason`(
        text: String, reason: VerdictRecordError
    ) {
        #expect(throws: reason) { try decode(sealed(text)) }
    }

    @Test func `a wrong, capital or missing check code is refused`() {
        let right = line(sequence: 1, kind: .agreed, expires: 5, answer: "RELEASE").dropLast()
        var capital = Array(right)
        capital[capital.count - 1] = UInt8(ascii: "G")
        #expect(throws: VerdictRecordError.check) { try decode(capital) }
        for length in 0..<right.count {
            #expect(throws: VerdictRecordError.self) { try decode(right.prefix(length)) }
        }
        for bit in 0..<(right.count * 8) {
            var wrong = Array(right)
            wrong[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: VerdictRecordError.self) { try decode(wrong) }
        }
    }

    @Test func `no bytes make the decoder trap`() {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0 ... .max, using: &random)
        var state = seed
        for _ in 0..<20_000 {
            var bytes = Array(
                line(sequence: 7, kind: .agreed, expires: 5, answer: "x").dropLast(10))
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let at = Int(state >> 33) % bytes.count
                if state >> 40 & 3 == 0 {
                    bytes.remove(at: at)
                } else {
                    bytes[at] = UInt8(state >> 56)
                }
            }
            let line = state & 1 << 50 == 0 ? bytes : sealed(bytes)
            _ = try? decode(line)
        }
    }
}

private func line(
    sequence: UInt64, kind: VerdictRecord.Kind, expires: UInt64, answer: String
) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
        count = Array(answer.utf8).withUnsafeBytes { answer in
            VerdictRecord.encode(
                sequence: sequence, digest: 0x0123_4567_89ab_cdef, kind: kind, expires: expires,
                answer: answer, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}

private func endLine(sequence: UInt64) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
        count = VerdictRecord.encodeEnd(
            sequence: sequence, expires: 5, into: UnsafeMutableRawBufferPointer(buffer))
    }
}

private func decode(_ line: some Sequence<UInt8>) throws -> VerdictRecord {
    try Array(line).withUnsafeBytes { try VerdictRecord.decode($0, answerBytesMax: 64) }
}

/// Text with its right check code, so that the field behind it is what is refused.
private func sealed(_ text: String) -> [UInt8] { sealed(Array(text.utf8)) }

private func sealed(_ bytes: [UInt8]) -> [UInt8] {
    let check = String(bytes.withUnsafeBytes(VerdictCheck.of), radix: 16)
    return bytes + " ".utf8 + String(repeating: "0", count: 8 - check.count).utf8 + check.utf8
}

private func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
