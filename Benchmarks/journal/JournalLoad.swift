import CLinux
import Glibc
import Journals

/// Hands demands and verdicts over as fast as they are taken.
struct JournalLoad {
    let way: String
    let demands: UInt64
    let bytes: Int
    let folder: String
    let layout: JournalLayout
    /// Steps of other work a demand, a nanosecond or two each.
    let work: Int
    /// Demands that are shown together.
    let group: UInt64

    struct Result {
        var seconds = 0.0
        var producerNanoseconds = 0.0
        var waits = 0
        var sum: UInt64 = 1
    }

    private static let ringBytes = 4 << 20

    func run() -> Result {
        let text = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 8)
        text.initializeMemory(as: UInt8.self, repeating: 0x41)
        defer { text.deallocate() }
        if way == "none" { return runAlone(text) }
        let process = BenchJournaler(
            folder: folder, layout: layout, ringBytes: Self.ringBytes,
            durability: way == "buffered" ? .buffered : .synced)
        var result = Result()
        var producer = process.producer()
        let began = thrice_now()
        let processor = processorNanoseconds()
        for number in 1...demands {
            doWork(&result.sum)
            // As a demand comes: bytes that were not there before.
            text.storeBytes(of: number, toByteOffset: 0, as: UInt64.self)
            let bytes = UnsafeRawBufferPointer(text)
            let entries: (JournalEntry, JournalEntry) = (
                .demand(number: number, inputEnd: number, bytes),
                .verdict(number: number, verdict: .agreed, outputEnd: number, written: 0, bytes)
            )
            append(entries.0, to: &producer, of: process, &result)
            append(entries.1, to: &producer, of: process, &result)
            if number % group == 0 { producer.publish() }
            if group == 1 && way == "synced" { process.wait(for: producer.last, &producer) }
        }
        producer.publish()
        result.producerNanoseconds = processorNanoseconds() - processor
        if way == "synced" { process.wait(for: producer.last, &producer) }
        result.seconds = Double(thrice_now() - began) / 1e9
        producer.close()
        process.finish()
        return result
    }

    private func append(
        _ entry: JournalEntry, to producer: inout JournalProducer, of process: BenchJournaler,
        _ result: inout Result
    ) {
        while producer.append(entry) == nil {
            producer.publish()
            result.waits += 1
            process.wait(for: producer.safe() + 1, &producer)
        }
    }

    @inline(__always)
    private func doWork(_ sum: inout UInt64) {
        // Each waits for the one before, and no compiler knows a shorter way.
        for _ in 0..<work { sum = (sum ^ (sum >> 29)) &* 0xBF58_476D_1CE4_E5B9 }
    }

    /// The same without a journal: the text is made and looked at.
    private func runAlone(_ text: UnsafeMutableRawBufferPointer) -> Result {
        var result = Result()
        let began = thrice_now()
        let processor = processorNanoseconds()
        for number in 1...demands {
            doWork(&result.sum)
            text.storeBytes(of: number, toByteOffset: 0, as: UInt64.self)
            result.sum &+= text.load(as: UInt64.self)
        }
        result.producerNanoseconds = processorNanoseconds() - processor
        result.seconds = Double(thrice_now() - began) / 1e9
        return result
    }

    private func processorNanoseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
