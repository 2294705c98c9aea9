import FaultInjection
import Testing

extension RealProcesses {
    /// The whole space of faults of short windows, tried out, against its classes.
    @Suite struct WholeSpaceTests {
        @Test(arguments: [ShortProgram.mixed, ShortProgram.calling])
        func `every fault comes to what its class says, and every error in the classes shows`(
            work: String
        ) throws {
            let program = try ShortProgram(work)
            defer { program.remove() }
            let space = try WholeSpace(
                program, demand: "5", registers: Array(Register.allCases.prefix(16)))
            let (whole, pruned, trials) = space.weighted()
            #expect(whole == pruned)
            #expect(whole.count > 4, "\(whole)")
            #expect(trials * 3 < space.size, "\(trials) of \(space.size)")
            #expect(space.mismatches(space.trace) == 0)
            #expect(PlantedError.codeNotRead.concerns(space.trace))
            for error in PlantedError.allCases where error.concerns(space.trace) {
                #expect(space.mismatches(error.applied(to: space.trace)) > 0, "\(error)")
            }
        }

        @Test(arguments: [ShortProgram.mixed, ShortProgram.calling])
        func `of registers the same is known without a look at each instruction`(
            work: String
        ) throws {
            let program = try ShortProgram(work)
            defer { program.remove() }
            let target = try TracedTarget(TracedCommand([program.path]))
            defer { target.end() }
            _ = try target.advance("5")
            try target.begin("5")
            let places =
                Register.allCases.filter { $0 != .rflags }.map { Locations.all(of: $0) }
                + [.flags(0..<64)]
            let all = DefUseClasses(of: places, in: try target.accesses(atMost: 1000))
            let window = try target.record(atMost: 1000, notesRegisters: true)
            let trace = try #require(window.registers)
            let found = RegisterClasses(of: places, in: trace)
            var fates: Set<String> = []
            for number in places.flatMap(\.numbers) {
                for moment in 0..<UInt64(window.steps.count) {
                    let (own, other) = (
                        found.found(of: number, at: moment), all.found(of: number, at: moment)
                    )
                    #expect(own?.fate == other?.fate)
                    if own?.fate == .read {
                        #expect(own?.representative == other?.representative)
                    }
                    fates.insert("\(String(describing: own?.fate))")
                }
            }
            #expect(fates.count == 3)
        }
    }
}

/// What an analysis may get wrong.
enum PlantedError: CaseIterable {
    case partAsWhole, carryNotRead, addressNotRead, implicitStackNotRead, stepLate, stepEarly
    case readAsWritten, writeForgotten, tailForgotten, codeNotRead

    func concerns(_ trace: AccessTrace) -> Bool { applied(to: trace) != trace }

    func applied(to trace: AccessTrace) -> AccessTrace {
        var changed = AccessTrace()
        (changed.steps, changed.atOnce) = (trace.steps, trace.atOnce)
        for entry in trace.entries {
            guard let entry = change(entry, in: trace) else { continue }
            let places = [entry.locations]
            changed.note(
                reads: entry.isRead ? places : [], writes: entry.isRead ? [] : places,
                at: Int(entry.step))
        }
        return changed
    }

    private func change(
        _ entry: AccessTrace.Entry, in trace: AccessTrace
    ) -> AccessTrace.Entry? {
        var entry = entry
        let rbx = Locations.all(of: .rbx)
        switch self {
        case .partAsWhole:
            if !entry.isRead, entry.locations == .bytes(0..<1, of: .rbx) { entry.locations = rbx }
        case .carryNotRead:
            if entry.isRead, entry.locations == .flags(0..<1) { return nil }
        case .addressNotRead:
            if entry.isRead, entry.locations == .all(of: .rdi) { return nil }
        case .implicitStackNotRead:
            if entry.isRead, entry.locations == .all(of: .rsp) { return nil }
        case .stepLate: entry.step += 1
        case .stepEarly:
            if entry.step == 0 { return nil }
            entry.step -= 1
        case .readAsWritten:
            if entry.locations == .all(of: .rcx) { entry.isRead = false }
        case .writeForgotten:
            if !entry.isRead, entry.locations == .all(of: .rdx) { return nil }
        case .codeNotRead:
            // Where the linker puts a program's code.
            if (0x401000..<0x402000).contains(entry.locations.start) { return nil }
        case .tailForgotten: if Int(entry.step) >= trace.steps { return nil }
        }
        return entry
    }
}
