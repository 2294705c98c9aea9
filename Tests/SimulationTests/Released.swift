import Voting

/// The verdicts as the consumer reads them from the stream.
struct Released {
    struct Verdict {
        var answer: [UInt8]
        var isRestrictive: Bool
        /// One past its last byte in the stream.
        var end: Int
    }

    private(set) var verdicts: [Verdict] = []
    /// What is wrong with the stream itself, or nil.
    private(set) var flaw: String?
    /// With records: the stream says that it ended in order.
    private(set) var hasEnd = false

    init(_ history: History) {
        let bytes = history.output
        var start = 0
        while start < bytes.count, flaw == nil {
            guard let feed = bytes[start...].firstIndex(of: 0x0A) else {
                flaw = "the last line is cut after \(bytes.count - start) bytes"
                return
            }
            if history.scenario.plan.output == .records {
                record(Array(bytes[start..<feed]), end: feed + 1, history.scenario)
            } else {
                let answer = Array(bytes[start..<feed])
                verdicts.append(
                    Verdict(
                        answer: answer, isRestrictive: answer == Scenario.restrictive,
                        end: feed + 1))
            }
            start = feed + 1
        }
    }

    private mutating func record(_ line: [UInt8], end: Int, _ scenario: Scenario) {
        let number = verdicts.count
        do {
            let record = try line.withUnsafeBytes { bytes in
                try VerdictRecord.decode(bytes, answerBytesMax: scenario.plan.answerBytesMax)
            }
            if hasEnd { flaw = "a record after the end" }
            if record.sequence != UInt64(number + 1) { flaw = "sequence \(record.sequence)" }
            if record.kind == .end {
                hasEnd = true
                return
            }
            if number < scenario.demands.count, !scenario.demands[number].isOversized {
                let demand = scenario.demands[number].bytes
                if record.digest != demand.withUnsafeBytes({ VerdictDigest.of($0) }) {
                    flaw = "record \(record.sequence) has another demand's digest"
                }
            }
            verdicts.append(
                Verdict(
                    answer: Array(line[record.answer]), isRestrictive: record.kind == .restrictive,
                    end: end))
        } catch {
            flaw = "record \(number + 1) is broken: \(error)"
        }
    }
}
