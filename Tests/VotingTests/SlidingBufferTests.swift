import Testing
import Voting

@Suite struct SlidingBufferTests {
    /// A plain linear congruential step: enough for choosing operations.
    private struct Random {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    @Test(arguments: 1...40)
    func `it keeps what a naive stream keeps`(seed: UInt64) {
        var random = Random(state: seed)
        let buffer = SlidingBuffer(capacity: 1 + random.below(64))
        var stream: [UInt8] = []
        var low = 0
        for _ in 0..<2000 {
            switch random.below(4) {
            case 0:
                let count = random.below(buffer.room + 1)
                let bytes = (0..<count).map { _ in UInt8(random.below(12)) }
                bytes.withUnsafeBytes { buffer.append($0) }
                stream += bytes
            case 1:
                let minimum = random.below(buffer.capacity + 1)
                let writable = buffer.writable(minimum: minimum)
                #expect(writable.count >= min(minimum, buffer.room))
                let count = random.below(writable.count + 1)
                for index in 0..<count {
                    writable[index] = UInt8(random.below(12))
                    stream.append(writable[index])
                }
                buffer.wrote(count)
            case 2:
                low += random.below(stream.count - low + 1)
                buffer.release(upTo: UInt64(low))
            default:
                let from = low + random.below(stream.count - low + 1)
                let feed = stream[from...].firstIndex(of: 0x0A).map { UInt64($0) }
                #expect(buffer.lineFeed(from: UInt64(from)) == feed)
            }
            #expect(buffer.low == UInt64(low) && buffer.high == UInt64(stream.count))
            #expect(buffer.room == buffer.capacity - (stream.count - low))
            #expect(Array(buffer.bytes(buffer.low, buffer.high)) == Array(stream[low...]))
        }
    }
}
