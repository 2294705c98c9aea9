import FaultInjection

/// What comes of every single fault of one window: what classes of faults are held against.
struct WholeSpace {
    let trace: AccessTrace
    /// Without a fault.
    let golden: String
    let places: [Locations]
    /// By location, then by moment, then by bit.
    private(set) var outcomes: [UInt64: [[String]]] = [:]

    /// - Parameter isPlace: of memory that was accessed, what is tried.
    init(_ program: ShortProgram, demand: String, registers: [Register]) throws {
        let target = try TracedTarget(TracedCommand([program.path]))
        defer { target.end() }
        // What a first time does differently is over.
        _ = try target.advance(demand)
        try target.begin(demand)
        trace = try target.accesses(atMost: 1000)
        let steps = try target.steps(atMost: 1000)
        precondition(steps.count == trace.steps, "\(steps.count) steps, \(trace.steps) noted")
        let flags = StatusFlag.allCases.map { Locations.flags($0.rawValue..<$0.rawValue + 1) }
        let writable = target.regions.filter { $0.isWritable && !$0.isShared }.map(\.addresses)
        let accessed = Set(trace.entries.map(\.locations).filter { !$0.isOfProcessor })
            .flatMap { $0.numbers }.filter { number in writable.contains { $0.contains(number) } }
        places =
            registers.map { .bytes(0..<8, of: $0) } + flags
            + Set(accessed).sorted().map { Locations(start: $0, count: 1) }
            // Of its code the first instructions.
            + [Locations(start: steps[0], count: 4)]
        golden = Self.text(try target.fork().finish())
        var found: [UInt64: [[String]]] = [:]
        try target.walk(0..<steps.count, along: steps) { _ throws(TracingError) in
            for place in places {
                for number in place.numbers {
                    var bits: [String] = []
                    for change in Self.changes(number, registers) {
                        let copy = try target.fork()
                        _ = try change.apply(to: copy)
                        bits.append(Self.text(try copy.finish(budget)))
                    }
                    found[number, default: []].append(bits)
                }
            }
        }
        outcomes = found
    }

    private let budget = CopyBudget(
        cpuNanosecondsMax: 5_000_000, wallNanosecondsMax: 100_000_000)

    private static func changes(_ number: UInt64, _ registers: [Register]) -> [ProcessChange] {
        for flag in StatusFlag.allCases
        where Locations.flags(0..<64).start == number
            - UInt64(flag.rawValue)
        {
            return [.flipRegister(.rflags, mask: 1 << flag.rawValue)]
        }
        for register in registers {
            let all = Locations.all(of: register)
            if all.numbers.contains(number) {
                let shift = (number - all.start) * 8
                return (0..<8).map { .flipRegister(register, mask: 1 << (shift + $0)) }
            }
        }
        return (0..<8).map { .flipMemory(address: number, mask: 1 << $0) }
    }

    private static func text(_ end: CopyEnd) -> String {
        "\(end.outcome) \(end.answer) \(end.extra) \(String(describing: end.endAfterAnswer))"
    }

    var size: UInt64 {
        outcomes.values.reduce(0) { $0 + $1.reduce(0) { $0 + UInt64($1.count) } }
    }

    /// Faults that come to something else than their class says.
    func mismatches(_ trace: AccessTrace) -> Int {
        var count = 0
        var seen: UInt64 = 0
        for found in DefUseClasses(of: places, in: trace).classes {
            for number in found.locations.numbers {
                guard let own = outcomes[number] else { preconditionFailure("\(number)") }
                for bit in own[0].indices {
                    let expected =
                        found.fate == .read ? own[Int(found.representative)][bit] : golden
                    for moment in found.moments {
                        seen += 1
                        if own[Int(moment)][bit] != expected { count += 1 }
                    }
                }
            }
        }
        precondition(seen == size, "\(seen) of \(size) faults are in classes")
        return count
    }

    /// By outcome, how many faults; by trials of classes' representatives with their weights.
    func weighted() -> (whole: [String: UInt64], pruned: [String: UInt64], trials: UInt64) {
        var whole: [String: UInt64] = [:]
        var pruned: [String: UInt64] = [:]
        var trials: UInt64 = 0
        for bits in outcomes.values.joined().joined() { whole[bits, default: 0] += 1 }
        for found in DefUseClasses(of: places, in: trace).classes {
            for number in found.locations.numbers {
                for bit in outcomes[number]![0].indices {
                    let isRun = found.fate == .read
                    let outcome =
                        isRun ? outcomes[number]![Int(found.representative)][bit] : golden
                    pruned[outcome, default: 0] += UInt64(found.moments.count)
                    trials += isRun ? 1 : 0
                }
            }
        }
        return (whole, pruned, trials)
    }
}
