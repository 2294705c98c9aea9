import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    /// The program answers twice: once in the place of its answer, once behind it.
    @Suite struct ReplicaStrikeTests {
        private func injected(_ result: StrikeResult?) -> Bool {
            if case .injected(let proof, _) = result { proof.isComplete } else { false }
        }

        @Test(arguments: [0, 1, 3, 4096, 10_000])
        func `an answer of any length is in the place of its own`(_ count: Int) throws {
            let bytes = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
            let (text, result) = try RunningProgram().answer("12", .reply(bytes))
            #expect(text == String(decoding: bytes, as: UTF8.self) + "12\n")
            #expect(injected(result))
        }

        private func steps(_ program: RunningProgram) throws -> StepList {
            let read = CallPlace(number: 0, stream: .answers, ordinal: 1)
            return try #require(program.recorder("7", stepped: read).steps)
        }

        @Test(arguments: [0, 1, 77, 9000], [true, false])
        func `it is struck before a step of its window`(
            _ step: Int, _ isTranslated: Bool
        ) throws {
            let program = try RunningProgram()
            let (text, result) = try program.answer(
                "7", .moment(step, along: steps(program), .signal(SIGKILL)),
                isTranslated ? Translations() : nil)
            #expect(injected(result))
            #expect(text == "7\n7\n", "those of the demand that was recorded")
        }

        @Test func `while it works on another demand it is not struck`() throws {
            let (text, result) = try RunningProgram().answer(
                "12", .reply([0x0A]), expecting: "13")
            guard case .missed("it has read another demand") = result else {
                Issue.record("\(String(describing: result))")
                return
            }
            #expect(text == "12\n12\n")
        }

        /// Behind the step that it never comes to it would wait for ever.
        @Test(arguments: [4000, 4001], [true, false])
        func `on another way it is not struck`(_ step: Int, _ isTranslated: Bool) throws {
            let program = try RunningProgram()
            let steps = try steps(program)
            var other = StepList()
            for step in 0..<5000 { other.append(step < 4000 ? steps[step] : steps[step + 1] + 1) }
            let (text, result) = try program.answer(
                "7", .moment(step, along: other, .nothing),
                isTranslated ? Translations() : nil)
            guard case .missed = result else {
                Issue.record("\(String(describing: result))")
                return
            }
            #expect(text == "7\n7\n7\n7\n", "it goes on as if nothing had been")
        }
    }
}
