import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    @Suite struct StrikeTests {
        private func write(_ ordinal: Int) -> Transfer {
            Transfer(.handover, isWrite: true, ordinal: ordinal, byteCount: 3)
        }

        private func injected(_ result: Strike.Result?) -> Bool {
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

        @Test func `what never comes is not injected`() throws {
            let (text, result) = try RunningProgram().answer("12", .transfer(write(3), .lose))
            #expect(text == "12\n12\n")
            guard case .missed = result else {
                Issue.record("\(String(describing: result))")
                return
            }
        }

        private static let read = CallPlace(number: 0, stream: .answers, ordinal: 1)

        @Test func `a window is the same in two runs, and its moments are found again`() throws {
            let first = try RunningProgram().recorder("7", stepped: nil)
            #expect(first.calls.map(\.number) == [7, 0, 1, 1])
            #expect(first.transfers.map(\.byteCount) == [2, 2, 2])
            let steps = try #require(RunningProgram().recorder("7", stepped: Self.read).steps)
            let again = try #require(RunningProgram().recorder("7", stepped: Self.read).steps)
            // Addresses of these two runs are not the same ones, their number is.
            #expect(steps.count == again.count)
            #expect(steps.count > 10_000)
        }

        @Test(arguments: [1, 77, 5000])
        func `a process is struck before a step`(_ step: Int) throws {
            let program = try RunningProgram()
            let steps = try #require(program.recorder("7", stepped: Self.read).steps)
            let stretch = ComponentWindow.Stretch(call: Self.read, steps: steps)
            let (text, result) = try program.answer(
                "7", .moment(stretch, step: step, .signal(SIGKILL)))
            #expect(injected(result))
            #expect(text == "7\n7\n")
        }

        @Test func `a moment on another way is not taken for it`() throws {
            let program = try RunningProgram()
            let steps = try #require(program.recorder("7", stepped: Self.read).steps)
            var other = StepList()
            for step in 0..<5000 { other.append(step == 4000 ? steps[step] + 1 : steps[step]) }
            let stretch = ComponentWindow.Stretch(call: Self.read, steps: other)
            let (_, result) = try program.answer("7", .moment(stretch, step: 4000, .nothing))
            guard case .missed = result else {
                Issue.record("\(String(describing: result))")
                return
            }
        }

        @Test func `what the next instruction reads is what is flipped`() throws {
            let program = try RunningProgram()
            let steps = try #require(program.recorder("7", stepped: Self.read).steps)
            let stretch = ComponentWindow.Stretch(call: Self.read, steps: steps)
            let (_, result) = try program.answer(
                "7", .moment(stretch, step: 500, .flipRead(choice: 0, bit: 0)))
            #expect(injected(result))
        }
    }
}
