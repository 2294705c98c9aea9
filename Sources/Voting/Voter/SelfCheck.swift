/// A demand with a known answer that a replica is asked when it has nothing else to answer.
package struct SelfCheck: Equatable, Sendable {
    package var demand: [UInt8]
    package var answer: [UInt8]
    /// How long a replica must have had nothing to answer.
    package var everyNanoseconds: UInt64

    package init(demand: [UInt8], answer: [UInt8], everyNanoseconds: UInt64) {
        self.demand = demand
        self.answer = answer
        self.everyNanoseconds = everyNanoseconds
    }

    /// What is wrong with it in a plan, or nil.
    func flaw(answerBytesMax: Int, demandBytesMax: Int) -> String? {
        if demand.contains(0x0A) || answer.contains(0x0A) {
            return "the self-check holds a line feed"
        }
        if demand.count > demandBytesMax { return "the self-check's demand is too long" }
        if answer.count > answerBytesMax { return "the self-check's answer is too long" }
        if !(1...1 << 62).contains(everyNanoseconds) {
            return "the self-check's interval is out of range"
        }
        return nil
    }
}

/// The self-check that is under way.
struct SelfCheckState {
    /// Who is asked; nil when nobody is.
    var replica: Int?
    var since: UInt64 = 0
}
