import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    @Suite struct StrikeTests {
        private func write(_ ordinal: Int) -> Transfer {
            Transfer(.handover, isWrite: true, ordinal: ordinal, byteCount: 3)
        }

        private func injected(_ result: StrikeResult?) -> Bool {
            if case .injected(let proof, _) = result { proof.isComplete } else { false }
        }

        @Test func `a byte is changed on its way, and the process has the right one still`() throws
        {
            let (text, result) = try RunningProgram().answer(
                "12", .transfer(write(1), .flip(byte: 1, mask: 1)))
            #expect(text == "13\n12\n")
            #expect(injected(result))
        }

        @Test func `a byte that was read is changed for good`() throws {
            let read = Transfer(.answers, isWrite: false, ordinal: 1, byteCount: 3)
            let (text, result) = try RunningProgram().answer(
                "12", .transfer(read, .flip(byte: 0, mask: 2)))
            #expect(text == "32\n32\n")
            #expect(injected(result))
        }

        @Test(arguments: [
            (TransferChange.lose, "12\n"), (.cut(bytes: 1), "12\n1"), (.fail(errno: EIO), "12\n"),
        ])
        func `a call moves less than it says`(_ change: TransferChange, _ left: String) throws {
            let (text, result) = try RunningProgram().answer("12", .transfer(write(2), change))
            #expect(text == left)
            #expect(injected(result))
        }

        @Test(arguments: [3, 4])
        func `what is cut to as much as it moves is not cut`(_ bytes: Int) throws {
            let read = Transfer(.answers, isWrite: false, ordinal: 1, byteCount: 8)
            for transfer in [write(1), read] {
                let (text, result) = try RunningProgram().answer(
                    "12", .transfer(transfer, .cut(bytes: bytes)))
                #expect(text == "12\n12\n")
                #expect(!injected(result))
            }
        }

        /// No bytes would be a packet of none, which who reads it takes for the end.
        @Test func `a packet that is lost does not arrive empty`() throws {
            let program = try RunningProgram("-DPACKETS")
            let send = Transfer(.control, isWrite: true, ordinal: 1, byteCount: 3)
            let (text, result) = try program.answer("12", .transfer(send, .lose))
            #expect(injected(result))
            // What the other end has had of two.
            #expect(text == "1 3\n")
        }

        @Test func `a delay begins when the call is held`() throws {
            var now: UInt64 = 0
            let (_, result) = try RunningProgram().answer(
                "12", .transfer(write(1), .delay(nanoseconds: 50)),
                clock: {
                    now += 1; return now
                })
            guard case .injected(_, let at) = result else {
                Issue.record("\(String(describing: result))")
                return
            }
            #expect(at + 50 <= now)
        }

        @Test func `what never comes is not injected`() throws {
            let (text, result) = try RunningProgram().answer("12", .transfer(write(3), .lose))
            #expect(text == "12\n12\n")
            guard case .missed = result else {
                Issue.record("\(String(describing: result))")
                return
            }
        }

        private static let read = CallPlace(number: 0, stream: .answers, ordinal: 1)

        @Test func `a window is the same in two runs, by translation and by single steps`() throws {
            let first = try RunningProgram().recorder("7", stepped: nil)
            #expect(first.calls.map(\.number) == [7, 0, 1, 1])
            #expect(first.transfers.map(\.byteCount) == [2, 2, 2])
            let steps = try read(RunningProgram()).steps
            #expect(steps.count > 10_000)
            #expect(try RunningProgram().recorder("7", stepped: Self.read, nil).steps == steps)
        }

        @Test func `a nap in the middle of its work is no rest`() throws {
            let calls = try RunningProgram("-DNAPS").recorder("7", nap: 5, stepped: nil).calls
            #expect(calls.map(\.number) == [7, 0, 1, 1, 7, 1])
        }

        /// Others work on what it has given them, until they do not.
        @Test func `behind what it gives somebody it waits for all others`() throws {
            let program = try RunningProgram()
            let recorder = try program.begin("7")
            for writes in 0..<3 {
                let count = 2 + writes
                program.areOthersAtRest = writes > 0
                while recorder.calls.count < count { recorder.advance(now: 0) }
                program.areOthersAtRest = false
                // It goes no further, however often somebody looks.
                for _ in 0..<20_000 { recorder.advance(now: 0) }
                #expect(recorder.calls.map(\.number) == Array([7, 0, 1, 1].prefix(count)))
            }
            recorder.finish()
        }

        @Test func `nothing of ours is left in a process`() throws {
            let plain = try RunningProgram()
            _ = try plain.recorder("7", stepped: nil)
            let recorded = try RunningProgram()
            let stretch = try read(recorded)
            #expect(recorded.memory == plain.memory)
            let struck = try RunningProgram()
            _ = try struck.answer("7", .moment(stretch, step: 9000, .nothing))
            #expect(struck.memory == plain.memory && !plain.memory.isEmpty)
        }

        private func read(_ program: RunningProgram) throws -> ComponentWindow.Stretch {
            let steps = try #require(program.recorder("7", stepped: Self.read).steps)
            return ComponentWindow.Stretch(call: Self.read, steps: steps)
        }

        @Test(arguments: [1, 77, 5000, 11_111], [true, false])
        func `a process is struck before a step`(_ step: Int, _ isTranslated: Bool) throws {
            let program = try RunningProgram()
            let (text, result) = try program.answer(
                "7", .moment(read(program), step: step, .signal(SIGKILL)),
                isTranslated ? Translations() : nil)
            #expect(injected(result))
            #expect(text == "7\n7\n")
        }

        @Test(arguments: [true, false])
        func `a moment on another way is not taken for it`(_ isTranslated: Bool) throws {
            let program = try RunningProgram()
            var stretch = try read(program)
            var other = StepList()
            for step in 0..<5000 {
                let there = stretch.steps[step < 4000 ? step : step + 1]
                other.append(step < 4000 ? there : there + 1)
            }
            stretch.steps = other
            let (text, result) = try program.answer(
                "7", .moment(stretch, step: 4000, .nothing), isTranslated ? Translations() : nil)
            guard case .missed = result else {
                Issue.record("\(String(describing: result))")
                return
            }
            #expect(text == "7\n7\n7\n7\n", "it goes on as if nothing had been")
        }

        @Test func `what was translated in one run leads there in the next`() throws {
            let translations = Translations()
            let stretch = try read(RunningProgram())
            for step in [5000, 9000, 5001] {
                let program = try RunningProgram()
                let (text, result) = try program.answer(
                    "7", .moment(stretch, step: step, .nothing), translations)
                #expect(injected(result))
                #expect(text == "7\n7\n")
            }
            #expect(translations.count == 1)
        }

        @Test func `another program at the same addresses is translated anew`() throws {
            let translations = Translations()
            for (changed, text) in [(1, "6\n6\n"), (2, "5\n5\n")] {
                let stretch = try read(RunningProgram("-DCHANGED=\(changed)"))
                // The answer is made on the way.
                let aim = Strike.Aim.moment(stretch, step: stretch.steps.count - 1, .nothing)
                let (answer, result) = try RunningProgram("-DCHANGED=\(changed)").answer(
                    "7", aim, translations)
                #expect(injected(result))
                #expect(answer == text)
            }
            #expect(translations.count == 2)
        }

        @Test func `what the next instruction reads is what is flipped`() throws {
            let program = try RunningProgram()
            let (_, result) = try program.answer(
                "7", .moment(read(program), step: 500, .flipRead(choice: 0, bit: 0)))
            #expect(injected(result))
        }
    }
}
