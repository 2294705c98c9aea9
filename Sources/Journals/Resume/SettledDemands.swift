import Voting

/// The settled demands of a run, one after the other, from a second reading of its journal: what
/// was asked, and what went out in the end.
package struct SettledDemands {
    package struct Settled {
        package let number: UInt64
        /// nil when it was answered without having been recorded.
        package let demand: [UInt8]?
        package let verdict: RecordedVerdict
        /// What went out, without its line feed; nil when it was withheld: then the restrictive
        /// answer did.
        package let line: [UInt8]?
        /// Bytes of the output up to and including the line; of several that were withheld
        /// together, up to the last.
        package let outputEnd: UInt64

        package init(
            number: UInt64, demand: [UInt8]?, verdict: RecordedVerdict, line: [UInt8]?,
            outputEnd: UInt64
        ) {
            self.number = number
            self.demand = demand
            self.verdict = verdict
            self.line = line
            self.outputEnd = outputEnd
        }
    }

    private var withheld: ArraySlice<ClosedRange<UInt64>>
    private var open: [UInt64: [UInt8]] = [:]
    private var next: UInt64?

    /// - Parameter position: of the first reading.
    package init(_ position: RunPosition) { withheld = position.withheld[...] }

    /// Takes the records of a scan, in their order, and gives what they settle.
    package mutating func take(_ record: JournalRecord, each: (Settled) -> Void) {
        switch record.entry {
        case .demand(let number, _, let text): open[number] = Array(text)
        case .verdict(let number, let verdict, let end, _, let line):
            while let first = withheld.first, first.upperBound < number { withheld.removeFirst() }
            if let range = withheld.first, range.contains(number) { return }
            give(
                Settled(
                    number: number, demand: open.removeValue(forKey: number), verdict: verdict,
                    line: Array(line), outputEnd: end), each)
        case .withheld(let numbers, _, let end):
            for number in numbers where number >= next ?? number {
                give(
                    Settled(
                        number: number, demand: open.removeValue(forKey: number),
                        verdict: .restrictive, line: nil, outputEnd: end), each)
            }
        case .event, .checkpoint, .input: break
        }
    }

    private mutating func give(_ settled: Settled, _ each: (Settled) -> Void) {
        next = settled.number + 1
        each(settled)
    }
}
