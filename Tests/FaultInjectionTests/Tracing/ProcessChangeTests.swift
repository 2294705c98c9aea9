import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    /// The answers are computed by hand: of 10 the target makes 1 + 2 + … + 10 = 55.
    struct ProcessChangeTests {
        private let target: TracedTarget
        private let places: [UInt64]
        private let steps: StepList

        init() throws {
            target = try TargetProgram("sum", ["-static"]).start()
            places = try target.places()
            try target.begin("10")
            steps = try target.steps(atMost: 100_000)
        }

        /// What the copy answers with the change before the passage of an instruction.
        private func answer(
            _ change: ProcessChange, at place: UInt64, passage: Int
        ) throws -> (String, InjectionProof) {
            let point = (0..<steps.count).filter { steps[$0] == place }[passage]
            var result: (String, InjectionProof)?
            try target.walk([point], along: steps) { _ throws(TracingError) in
                let copy = try target.fork()
                if let proof = try change.apply(to: copy) {
                    result = (try copy.finish().text, proof)
                }
            }
            #expect(try target.answer() == Array("55".utf8))
            return try #require(result)
        }

        @Test func `a flipped register changes one term of a sum`() throws {
            let (text, proof) = try answer(
                .flipRegister(.rbx, mask: 16), at: places[0], passage: 4)
            #expect(text == "71")
            #expect(proof.before == [4, 0, 0, 0, 0, 0, 0, 0])
            #expect(proof.after == [20, 0, 0, 0, 0, 0, 0, 0])
            #expect(proof.isComplete)
        }

        @Test func `a bit that is stuck changes what it was not, and nothing else`() throws {
            func stuck(_ value: Bool, _ instructions: UInt64 = 1) -> ProcessChange {
                .setRegister(.rbx, mask: 16, to: value, instructions: instructions)
            }
            let (text, proof) = try answer(stuck(true), at: places[0], passage: 4)
            #expect(text == "71" && proof.isComplete)
            #expect(proof.before[0] == 4 && proof.after[0] == 20)
            let other = try ProcessChangeTests()
            let (same, none) = try other.answer(stuck(false), at: places[0], passage: 4)
            #expect(same == "55" && !none.isComplete)
            // For six of the ten terms.
            let passages = (0..<steps.count).filter { steps[$0] == places[0] }
            let count = UInt64(passages[9] - passages[4] + 1)
            let third = try ProcessChangeTests()
            let (sum, _) = try third.answer(stuck(true, count), at: places[0], passage: 4)
            #expect(sum == "\(55 + 6 * 16)")
        }

        @Test func `what is stuck is so at most up to the next system call`() throws {
            let copy = try target.fork()
            let change = ProcessChange.setRegister(
                .xmm15, mask: 1 << 40, to: true, instructions: 10_000)
            #expect(try change.apply(to: copy)?.isComplete == true)
            let place = UInt64(try copy[.rip])
            #expect(try copy.memory(at: place, count: 2) == [0x0F, 0x05])
            #expect(try copy[.xmm15] & 1 << 40 != 0)
        }

        @Test func `a flipped vector register changes one term of a sum`() throws {
            let (text, proof) = try answer(
                .flipRegister(.xmm3, mask: 1 << 5), at: places[1], passage: 0)
            #expect(text == "87")
            #expect(proof.before.count == 16)
            #expect(proof.isComplete)
        }

        @Test func `flipped data changes the answer`() throws {
            let (text, proof) = try answer(
                .flipMemory(address: places[2] + 1, mask: 1), at: places[0], passage: 9)
            #expect(text == "\(55 + 256)")
            #expect(proof.isComplete)
        }

        @Test func `flipped code stays in the copy`() throws {
            // The instruction adds 1; from the fifth on, 3.
            let code = ProcessChange.flipMemory(address: places[0] + 3, mask: 2)
            let (text, proof) = try answer(code, at: places[0], passage: 5)
            #expect(text == "\(55 + 5 * 2)")
            #expect(proof.before == [1])
            #expect(proof.after == [3])
        }

        @Test func `a flag that cannot be changed is no injection`() throws {
            let copy = try target.fork()
            let fixed = ProcessChange.flipRegister(.rflags, mask: 1 << 1)
            #expect(try fixed.apply(to: copy)?.isComplete == false)
            let carry = ProcessChange.flipRegister(.rflags, mask: 1)
            #expect(try carry.apply(to: copy)?.isComplete == true)
        }

        @Test func `memory that is not there cannot be reached`() throws {
            let copy = try target.fork()
            #expect(throws: TracingError.self) {
                try ProcessChange.flipMemory(address: 8, mask: 1).apply(to: copy)
            }
        }

        @Test func `a process that is stopped or goes round is seen like that`() throws {
            var budget = CopyBudget(cpuNanosecondsMax: 5_000_000)
            budget.wallNanosecondsMax = 60_000_000_000
            for (change, outcome) in [
                (ProcessChange.signal(SIGSTOP), CopyEnd.Outcome.blocked(state: "T")),
                (.spin, .busy), (.signal(SIGKILL), .died(signal: SIGKILL)),
                (.signal(SIGABRT), .died(signal: SIGABRT)),
            ] {
                let copy = try target.fork()
                #expect(try change.apply(to: copy)?.isComplete == true)
                #expect(try copy.finish(budget).outcome == outcome)
            }
        }

        @Test func `another demand is worked on as if it had been given`() throws {
            for demand in ["4", "100"] {
                let copy = try target.fork()
                let change = ProcessChange.demand(Array("\(demand)\n".utf8))
                #expect(try change.apply(to: copy)?.isComplete == true)
                #expect(try copy.finish().text == (demand == "4" ? "10" : "5050"))
            }
        }

        @Test func `memory is told apart by what it is for`() throws {
            let regions = try target.fork().regions
            func kind(_ address: UInt64) -> MemoryRegion.Kind? {
                regions.first { $0.addresses.contains(address) }?.kind
            }
            #expect(kind(places[0]) == .text)
            #expect(kind(places[2]) == .data)
            let copy = try target.fork()
            #expect(kind(UInt64(try copy[.rsp])) == .stack)
            #expect(regions.contains { $0.name == "[heap]" && $0.kind == .heap })
        }
    }
}
