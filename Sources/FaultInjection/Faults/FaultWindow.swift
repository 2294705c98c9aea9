/// What one target does with one demand when nothing is wrong: what faults are planned on.
package struct FaultWindow: Sendable {
    package var demand: [UInt8]
    /// Without its line feed.
    package var answer: [UInt8]
    /// What it said to the demand before; empty at the first.
    package var previousAnswer: [UInt8] = []
    /// What it says to another demand that has another answer; nil where there is none.
    package var otherAnswer: [UInt8]?
    /// Another demand.
    package var otherDemand: [UInt8]?
    /// Instructions from the demand's arrival to the end of its answer; 0 where it is not traced.
    package var steps: UInt64 = 0
    /// Its private memory that can be written, and that of its files, at the demand's arrival.
    package var memory: [MemoryRange] = []
    /// In order, the one that brought the demand first; only of replicas.
    package var calls: [WindowCall] = []
    /// What it reads and writes, in order; only of processes of an ensemble that runs.
    package var transfers: [Transfer] = []

    package init(demand: [UInt8], answer: [UInt8]) {
        (self.demand, self.answer) = (demand, answer)
    }
}

/// Neighbouring bytes of a process's memory.
package struct MemoryRange: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case globals, heap, stack, other
        /// Code; the process cannot write it.
        case text
        /// Of the program's files, neither code nor written.
        case constants
        /// With other processes.
        case shared
    }

    package var kind: Kind
    package var start: UInt64
    package var byteCount: UInt64

    package init(kind: Kind, start: UInt64, byteCount: UInt64) {
        (self.kind, self.start, self.byteCount) = (kind, start, byteCount)
    }
}
