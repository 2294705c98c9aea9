import CLinux
import Glibc

/// Writes down which instructions a process executes, block by block where its code can be
/// translated.
struct StepRecorder {
    private(set) var list = StepList()
    private let translation: Translation?
    /// By number of a block: the places of its addresses, once it was executed.
    private var places: [[UInt32]] = []

    /// - Parameter translation: logged; nil: all is left to single steps.
    init(_ translation: Translation?) { self.translation = translation }

    /// Of a single step.
    mutating func append(_ address: UInt64) { list.append(address) }

    /// How many instructions are best executed where they stand.
    func stepsByHand(at address: UInt64) -> Int {
        guard let translation else { return Stepper.roomMax }
        return translation.text.end(around: address) == nil ? 64 : 1
    }

    func refresh() throws(TracingError) { _ = try translation?.refresh() }

    /// Executes until there are about `limit` steps, or until an instruction has to be executed
    /// where it stands.
    mutating func follow(
        _ registers: inout user_regs_struct, atMost limit: Int
    ) throws(TracingError) -> Tracee.Stop {
        guard let translation else { return .trapped }
        while list.count < limit {
            let block = try translation.block(at: registers.rip)
            switch block.kind {
            case .native: return .trapped
            case .repeated:
                if let stop = try repeatAll(block, &registers) { return stop }
            case .plain:
                let count = min(TranslationData.logEntries, limit - list.count + 1)
                switch try translation.run(&registers, count: count) {
                case .counted: try takeLog(1..<count)
                case .native: try takeLog(Int(try translation.get(.counter))..<count)
                case .stopped(let stop): return stop
                }
            }
        }
        return .trapped
    }

    /// A single step is a repetition, or none at all.
    private mutating func repeatAll(
        _ block: TranslatedBlock, _ registers: inout user_regs_struct
    ) throws(TracingError) -> Tracee.Stop? {
        let before = registers.rcx
        if let stop = try translation!.repeatAlone(block, &registers, count: .max) {
            return stop
        }
        for _ in 0..<max(1, before - registers.rcx) { list.append(block.addresses[0]) }
        return nil
    }

    /// The last block has the lowest place.
    private mutating func takeLog(_ entries: Range<Int>) throws(TracingError) {
        guard let translation else { return }
        let first = translation.data(.log) + UInt64(entries.lowerBound * 4)
        var numbers = [UInt32](repeating: 0, count: entries.count)
        guard
            thrice_read_memory(
                translation.process.number, first, &numbers, numbers.count * 4) == 0
        else {
            throw .cannotReach(what: "log", process: translation.process.number, error: errno)
        }
        while places.count < translation.blocks.count { places.append([]) }
        for number in numbers.reversed() {
            let number = Int(number)
            if places[number].isEmpty {
                places[number] = translation.blocks[number].addresses.map { list.place(of: $0) }
            }
            list.append(places: places[number])
        }
    }
}
