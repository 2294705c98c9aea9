import CLinux
import Glibc

extension TracedTarget {
    /// Lets it answer a demand, as fast as it can. Like `begin` and `answer`, once it has thrown
    /// the target is good for nothing but its `end`.
    ///
    /// - Parameter line: without its line feed.
    /// - Returns: the answer without its line feed.
    package func advance(_ line: [UInt8]) throws(TracingError) -> [UInt8] {
        try begin(line)
        return try answer()
    }

    /// Gives it a demand, and stops it where the window begins.
    package func begin(_ line: [UInt8]) throws(TracingError) {
        checkThread()
        precondition(position == nil, "'\(name)' has not answered demand \(demandCount)")
        precondition(!line.contains(0x0A), "a demand is one line")
        demand = line + [0x0A]
        demandCount += 1
        written = []
        arrived = nil
        unmarked = []
        guard pipes.give(demand) else { throw .demandTooLong(place, bytes: demand.count) }
        try run { stop, registers throws(TracingError) in
            let call = SystemCall(registers)
            if stop == .atCall {
                if call.reads {
                    arrived = try? ArrivedDemand(registers, in: process, limit: demand.count)
                }
                return false
            }
            if call.reads && call.result > 0 {
                arrived?.byteCount = Int(call.result)
                return true
            }
            if demandCount == 1, let random = call.random {
                let bytes = random.map { UInt8(truncatingIfNeeded: $0) }
                try process.write(bytes, at: random.lowerBound)
            }
            return false
        }
        pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
        guard written.isEmpty else { throw .spokeOutOfTurn(place) }
        registers.orig_rax = .max
        position = 0
        places = (registers.rip - 2, numberPlace)
        guard try process.memory(at: places.call, count: 2) == [0x0F, 0x05] else {
            throw .cannotCopy(place, step: 0, error: ENOSYS)
        }
    }

    /// Lets it go on from where it is to the end of the window.
    ///
    /// - Returns: the answer without its line feed.
    package func answer() throws(TracingError) -> [UInt8] {
        checkThread()
        precondition(position != nil, "'\(name)' has no demand")
        copy?.discard()
        position = nil
        try run { stop, registers throws(TracingError) in
            let call = SystemCall(registers)
            let isHungry = stop == .atCall && call.reads && pipes.unread == 0
            guard isHungry || stop == .afterCall && call.writes else { return false }
            pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
            if try hasAnswered(written) { return true }
            if isHungry { throw .silent(place) }
            return false
        }
        return Array(written.dropLast())
    }

    /// Whether the line is whole; throws when it is too long, or more than a line.
    func hasAnswered(_ written: [UInt8]) throws(TracingError) -> Bool {
        let end = written.firstIndex(of: 0x0A)
        if end ?? written.count > budget.answerBytesMax {
            throw .answerTooLong(place, limitBytes: budget.answerBytesMax)
        }
        guard let end else { return false }
        if end != written.count - 1 || pipes.unread > 0 { throw .spokeOutOfTurn(place) }
        return true
    }

    /// A library keeps the process number beside the variables of the thread, and signals itself by
    /// it: a copy that has the target's would signal the target.
    private var numberPlace: UInt64 {
        // The smaller one, if what is behind the variables cannot be read.
        for count in [1024, 256] {
            guard let bytes = try? process.memory(at: registers.fs_base, count: count) else {
                continue
            }
            let words = bytes.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
            guard let index = words.firstIndex(of: process.number) else { return 0 }
            return registers.fs_base + UInt64(index) * 4
        }
        return 0
    }
}
