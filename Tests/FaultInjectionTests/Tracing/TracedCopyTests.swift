import CLinux
import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    struct TracedCopyTests {
        private static let quick: CopyBudget = {
            var budget = CopyBudget(
                cpuNanosecondsMax: 30_000_000, wallNanosecondsMax: 300_000_000)
            budget.answerBytesMax = 1000
            return budget
        }()

        private func end(
            mode: UInt8, budget: CopyBudget = quick, compiler: String = "cc"
        ) throws -> CopyEnd {
            let target = try TargetProgram("modes", ["-static"], compiler: compiler).start()
            let place = try target.places()[0]
            try target.begin("demand")
            let copy = try target.fork()
            let change = ProcessChange.flipMemory(address: place, mask: mode)
            #expect(try change.apply(to: copy)?.isComplete == true)
            let end = try copy.finish(budget)
            #expect(target.strangers.isEmpty)
            #expect(try target.fork().finish().text == "0 demand")
            #expect(try target.answer() == Array("0 demand".utf8))
            #expect(try target.advance("next") == "0 next")
            return end
        }

        @Test(
            arguments: [
                (1, .died(signal: SIGSEGV)), (2, .busy), (3, .blocked(state: "S")), (4, .tooLong),
                (6, .exited(status: 0)), (7, .died(signal: SIGABRT)), (8, .blocked(state: "S")),
                (9, .closedOutput), (11, .blocked(state: "T")), (12, .exited(status: 7)),
            ] as [(UInt8, CopyEnd.Outcome)])
        func `what became of a copy is told`(mode: UInt8, outcome: CopyEnd.Outcome) throws {
            let end = try end(mode: mode)
            #expect(end.outcome == outcome)
            if mode == 2 { #expect(end.cpuNanoseconds >= 30_000_000) }
            if mode == 12 { #expect(end.text == "part" && end.cpuNanoseconds > 0) }
        }

        @Test func `children of a copy end with it, wherever they went`() throws {
            let end = try end(mode: 5)
            #expect(end.outcome == .answered)
        }

        @Test func `what stands behind the answer is kept apart`() throws {
            let end = try end(mode: 10)
            #expect(end.outcome == .answered)
            #expect(end.text == "one")
            #expect(end.extra == Array("two\nthree".utf8))
            #expect(end.endAfterAnswer == .exited(status: 3))
        }

        @Test(arguments: [13, 14, 15, 16] as [UInt8])
        func `who answers and then waits for no demand is told from who does`(mode: UInt8) throws {
            let end = try end(mode: mode)
            #expect(end.outcome == .answered && end.text == "\(mode) demand")
            #expect(end.isStuckAfterAnswer == (mode != 16))
        }

        @Test(.enabled(if: access("/usr/bin/musl-gcc", X_OK) == 0))
        func `a copy signals itself, not the target, with another library`() throws {
            #expect(
                try end(mode: 7, compiler: "musl-gcc").outcome == .died(signal: SIGABRT))
        }

        @Test func `a target is unharmed by a thousand copies`() throws {
            let target = try TargetProgram("sum").start()
            let point = try target.places()[0]
            try target.begin("100")
            let steps = try target.steps(atMost: 100_000)
            let passages = (0..<steps.count).filter { steps[$0] == point }
            var wrong = 0
            try target.walk(passages, along: steps) { step throws(TracingError) in
                for bit in 0..<10 {
                    let copy = try target.fork()
                    let flip = ProcessChange.flipRegister(.rbx, mask: 1 << UInt128(bit))
                    _ = try flip.apply(to: copy)
                    let end = try copy.finish(Self.quick)
                    let number = passages.firstIndex(of: step)!
                    let sum = 5050 + (number ^ 1 << bit) - number
                    if end.text != "\(sum)" { wrong += 1 }
                }
            }
            #expect(wrong == 0)
            #expect(try target.answer() == Array("5050".utf8))
            #expect(try target.advance("1") == "5051")
            #expect(target.strangers.isEmpty)
        }

        @Test func `what copies start is ended every time, and nobody else's orphan is`() throws {
            let target = try TargetProgram("modes", ["-static"]).start()
            let place = try target.places()[0]
            let orphan = try Self.orphan()
            defer {
                kill(orphan, SIGKILL)
                waitpid(orphan, nil, Int32(bitPattern: UInt32(__WALL)))
            }
            try target.begin("demand")
            for turn in 0..<4 {
                let copy = try target.fork()
                _ = try ProcessChange.flipMemory(address: place, mask: 5).apply(to: copy)
                #expect(try copy.finish(Self.quick).outcome == .answered)
                #expect(target.strangers.isEmpty, "turn \(turn)")
                #expect(kill(orphan, 0) == 0)
            }
            #expect(try target.answer() == Array("0 demand".utf8))
        }

        /// Of a process that is gone: a child of ours.
        private static func orphan() throws -> pid_t {
            let shell = try #require(popen("sleep 100 >/dev/null & echo $!", "r"))
            var number: [CChar] = Array(repeating: 0, count: 32)
            _ = fgets(&number, 32, shell)
            #expect(pclose(shell) == 0)
            return pid_t(strtol(number, nil, 10))
        }

        @Test func `output that nobody took is noticed in the target`() throws {
            let target = try TargetProgram("sum").start()
            try target.begin("3")
            var registers = user_regs_struct()
            #expect(thrice_get_registers(target.number, &registers) == 0)
            registers.orig_rax = .max
            let copy = thrice_copy_traced(target.number, &registers, registers.rip - 2, 0)
            for process in [target.number, copy] {
                #expect(thrice_set_registers(process, &registers) == 0)
            }
            let pipe = open("/proc/\(target.number)/fd/1", O_RDONLY | O_CLOEXEC)
            defer { close(pipe) }
            #expect(thrice_release(copy, 0) == 0)
            #expect(thrice_wait_either(pipe, -1, 10_000_000_000) == 1)
            kill(copy, SIGKILL)
            waitpid(copy, nil, 0)
            #expect(throws: TracingError.spokeOutOfTurn(.init(target: target.name, demand: 1))) {
                try target.answer()
            }
        }

        @Test func `a target with the registers of a copied one is noticed`() throws {
            let target = try TargetProgram("sum").start()
            try target.begin("3")
            let steps = try target.steps(atMost: 100_000)
            var registers = user_regs_struct()
            #expect(thrice_get_registers(target.number, &registers) == 0)
            let place = registers.rip - 2
            #expect(throws: TracingError.self) {
                try target.walk([5, 9], along: steps) { step throws(TracingError) in
                    guard step == 5 else { return }
                    #expect(thrice_get_registers(target.number, &registers) == 0)
                    let copy = thrice_copy_traced(target.number, &registers, place, 0)
                    kill(copy, SIGKILL)
                    waitpid(copy, nil, 0)
                }
            }
        }
    }
}
