import Journals
import Voting

/// A verdict whose answer has left while its record was lost; it is recorded before the run goes
/// on.
struct LeftVerdict {
    let number: UInt64
    let verdict: RecordedVerdict
    let outputEnd: UInt64
    let line: [UInt8]

    /// - Returns: whether there was room.
    func record(_ producer: inout JournalProducer) -> Bool {
        line.withUnsafeBytes {
            producer.append(
                .verdict(
                    number: number, verdict: verdict, outputEnd: outputEnd, written: outputEnd, $0))
        } != nil
    }
}
