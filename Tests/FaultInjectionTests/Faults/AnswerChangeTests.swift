import FaultInjection
import Testing

@Suite struct AnswerChangeTests {
    private func arrives(_ change: AnswerChange) -> String {
        switch change.apply(to: Array("42 7".utf8)) {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .late(let bytes, let delay): "\(String(decoding: bytes, as: UTF8.self)) \(delay)"
        }
    }

    @Test func `each change does what its name says`() {
        #expect(arrives(.flip(byte: 0, mask: 1)) == "52 7\n")
        #expect(arrives(.swap(byte: 0)) == "24 7\n")
        #expect(arrives(.replace(Array("0".utf8))) == "0\n")
        #expect(arrives(.truncate(bytes: 1)) == "4\n")
        #expect(arrives(.omit) == "")
        #expect(arrives(.duplicate) == "42 7\n42 7\n")
        #expect(arrives(.flood(bytes: 5)) == "xxxxx")
        #expect(arrives(.append([UInt8(ascii: "!")])) == "42 7!\n")
        #expect(arrives(.delay(nanoseconds: 9)) == "42 7\n 9")
    }

    @Test func `a place behind a shorter answer changes nothing`() {
        #expect(arrives(.flip(byte: 4, mask: 1)) == "42 7\n")
        #expect(arrives(.swap(byte: 3)) == "42 7\n")
    }

    @Test func `a demand is changed before its line feed`() {
        let demand = Array("12 7".utf8)
        #expect(DemandChange.flip(byte: 3, mask: 1).apply(to: demand) == Array("12 6".utf8))
        #expect(DemandChange.truncate(bytes: 0).apply(to: demand) == [])
        #expect(DemandChange.replace([1]).apply(to: demand) == [1])
    }
}
