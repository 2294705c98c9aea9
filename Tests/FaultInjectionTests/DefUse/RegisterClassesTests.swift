import FaultInjection
import Statistics
import Testing

/// Classes found along a window are those of a trace of every access.
@Suite struct RegisterClassesTests {
    private static let places: [Locations] = [
        .all(of: .rax), .all(of: .rbx), .all(of: .rip), .flags(0..<64), .bytes(0..<8, of: .xmm3),
    ]

    /// A way of so many steps over instructions that access some of the places, few of them often.
    private func window(
        seed: UInt64, steps count: Int
    ) -> (registers: RegisterTrace, all: AccessTrace) {
        var draws = SeededDraws(seed: seed)
        func some() -> Set<Locations> {
            Set(
                (0..<draws.next() % 3).map { _ in
                    let place = Self.places[Int(draws.next() % 5)]
                    let start = draws.next() % place.count
                    return Locations(
                        start: place.start + start,
                        count: 1 + draws.next() % min(4, place.count - start))
                })
        }
        var accesses = (0..<40).map { _ in
            var access = InstructionAccess(byteCount: 1)
            (access.reads, access.writes) = (some(), some())
            return access
        }
        var steps = StepList()
        var all = AccessTrace()
        for address in accesses.indices { steps.append(UInt64(address)) }
        for _ in accesses.count..<count {
            // Mostly what accesses nothing, or places would never be left alone for long.
            steps.append(draws.next() % 200 == 0 ? draws.next() % 40 : 0)
        }
        (accesses[0].reads, accesses[0].writes) = ([], [])
        all.steps = count
        for step in 0..<count {
            let access = accesses[Int(steps[step])]
            all.note(reads: access.reads, writes: access.writes, at: step)
        }
        var rest = AccessTrace()
        for step in count..<count + 5 {
            let (reads, writes) = (some(), some())
            all.note(reads: reads, writes: writes, at: step)
            rest.note(reads: reads, writes: writes, at: step)
        }
        return (RegisterTrace(steps: steps, accesses: accesses, rest: rest), all)
    }

    /// Places and moments at which they differ.
    private func differences(_ trace: RegisterTrace, _ all: AccessTrace) -> Int {
        let found = RegisterClasses(of: Self.places, in: trace)
        let classes = DefUseClasses(of: Self.places, in: all)
        var count = 0
        for place in Self.places {
            for number in place.numbers {
                for moment in stride(from: 0, to: UInt64(all.steps) + 1, by: 7) {
                    let (own, other) = (
                        found.found(of: number, at: moment), classes.found(of: number, at: moment)
                    )
                    let isSame =
                        own?.fate == other?.fate
                        && (own?.fate != .read || own?.representative == other?.representative)
                    if !isSame { count += 1 }
                }
            }
        }
        return count
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `they are those of a trace of every access`(seed: UInt64) {
        // With spans in which a place is not touched.
        let (trace, all) = window(seed: seed, steps: 20_011)
        #expect(differences(trace, all) == 0)
    }

    @Test func `a read, a write or a rest that is forgotten shows`() {
        let (trace, all) = window(seed: 5, steps: 9000)
        for change in [
            { trace in for place in 10..<20 { trace.accesses[place].reads = [] } },
            { trace in for place in 10..<20 { trace.accesses[place].writes = [] } },
            { trace in trace.rest = AccessTrace() },
        ] as [(inout RegisterTrace) -> Void] {
            var changed = trace
            change(&changed)
            #expect(differences(changed, all) > 0)
        }
    }

    @Test func `what is no place of theirs has no class`() {
        let found = RegisterClasses(of: Self.places, in: window(seed: 1, steps: 50).registers)
        #expect(found.found(of: Locations.all(of: .rcx).start, at: 0) == nil)
        #expect(found.found(of: Locations.all(of: .rax).start, at: 50) == nil)
    }
}
