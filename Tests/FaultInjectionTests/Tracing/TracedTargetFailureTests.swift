import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    /// Targets that cannot be traced, each with its own reason.
    struct TracedTargetFailureTests {
        private static let hasty: TargetBudget = {
            var budget = TargetBudget()
            budget.cpuNanosecondsMax = 100_000_000
            budget.wallNanosecondsMax = 300_000_000
            budget.answerBytesMax = 100
            return budget
        }()

        private static let place = TracingError.Place(target: "sh", demand: 1)

        @Test(arguments: [
            ("exit 3", TracingError.ended(place, .exited(status: 3))),
            ("kill -9 $$", .ended(place, .died(signal: 9))),
            ("while :; do :; done", .tooSlow(place, hasty)),
            ("sleep 100", .tooSlow(place, hasty)),
            ("read line; read line", .silent(place)),
            ("read line; printf 'a\\nb\\n'", .spokeOutOfTurn(place)),
            ("echo early; read line", .spokeOutOfTurn(place)),
            ("read line; printf '%0200d' 7; sleep 9", .answerTooLong(place, limitBytes: 100)),
            ("sed -u s/1/2/; exit 0", .answeredElsewhere(place)),
        ])
        func `a target that does not take part is told why`(
            script: String, error: TracingError
        ) throws {
            var command = TracedCommand(
                ["/bin/sh", "-c", script], environment: ["PATH=/usr/bin:/bin"])
            command.path = "/bin/sh"
            let target = try TracedTarget(command, budget: Self.hasty)
            #expect(throws: error) { try target.advance("1") }
        }

        @Test func `a script that becomes the program is no hindrance`() throws {
            let program = try TargetProgram("sum")
            let target = try TracedTarget(
                TargetProgram.script("#!/bin/sh\nexec \(program.path)\n"))
            #expect(try target.advance("3") == "6")
        }

        @Test func `a thread is no target`() throws {
            let target = try TargetProgram("thread", ["-pthread"]).start()
            let place = TracingError.Place(target: target.name, demand: 1)
            #expect(throws: TracingError.startsThread(place)) { try target.advance("1") }
        }

        @Test func `what is no program cannot be started`() {
            #expect(throws: TracingError.cannotStart(program: "/nowhere/x", error: ENOENT)) {
                try TracedTarget(TracedCommand(["/nowhere/x"]))
            }
        }

        @Test func `a long window is refused, and the target goes on`() throws {
            let target = try TargetProgram("sum").start()
            try target.begin("100")
            #expect(throws: TracingError.self) { try target.steps(atMost: 50) }
            #expect(try target.answer() == Array("5050".utf8))
        }

        @Test(arguments: [1, 2])
        func `another way than the recorded one is noticed`(share: Int) throws {
            let target = try TargetProgram("sum").start(Self.hasty)
            let place = try target.places()[0]
            try target.begin("100")
            let steps = try target.steps(atMost: 100_000)
            let passages = (0..<steps.count).filter { steps[$0] == place }
            _ = try target.answer()
            try target.begin("50")
            let error = #expect(throws: TracingError.self) {
                // By a breakpoint that is passed too seldom, and in single steps.
                let points = share == 1 ? [passages[80]] : Array(0..<steps.count)
                try target.walk(points, along: steps) { _ in }
            }
            guard case .differs = error else { throw try #require(error) }
        }
    }
}
