import CLinux
import FaultInjection
import Foundation
import Glibc
import Testing

extension RealProcesses {
    struct TracedTargetTests {
        @Test func `a target keeps its state from demand to demand`() throws {
            let target = try TargetProgram("sum").start()
            #expect(try target.advance("3") == "6")
            #expect(try target.advance("2") == "9")
        }

        @Test(arguments: [["-static"], ["-no-pie"], ["-pie"], ["-static-pie"]])
        func `the steps of a demand are the same in every run`(flags: [String]) throws {
            let lists = try (0..<2).map { _ in
                let target = try TargetProgram("sum", flags).start()
                for demand in ["1", "20", "5"] { _ = try target.advance(demand) }
                try target.begin("7")
                let steps = try target.steps(atMost: 100_000)
                #expect(try target.answer() == Array("254".utf8))
                return steps
            }
            #expect(lists[0] == lists[1])
            #expect(lists[0].count > 100)
        }

        @Test func `a walk leads to the recorded steps, through state of many demands`() throws {
            let target = try TargetProgram("sum").start()
            let point = try target.places()[0]
            for _ in 0..<20 { _ = try target.advance("10") }
            try target.begin("200")
            let steps = try target.steps(atMost: 100_000)
            let passages = (0..<steps.count).filter { steps[$0] == point }
            #expect(passages.count == 200)
            var seen: [UInt128] = []
            try target.walk(passages, along: steps) { _ throws(TracingError) in
                let copy = try target.fork()
                seen.append(try copy[.rbx])
                #expect(try copy[.rip] == UInt128(point))
            }
            #expect(seen == (0..<200).map { UInt128($0) })
            #expect(try target.answer() == Array("21200".utf8))
        }

        @Test func `what stands in the pipe of one who reads bytes is there for all`() throws {
            let target = try TargetProgram("bytes").start()
            try target.begin("abc")
            let steps = try target.steps(atMost: 10_000)
            var answers: Set<String> = []
            try target.walk(0..<steps.count, along: steps) { _ throws(TracingError) in
                answers.insert(try target.fork().finish().text)
            }
            #expect(answers == ["bcd"])
            #expect(try target.answer() == Array("bcd".utf8))
            #expect(try target.advance("xy") == "yz")
        }

        @Test func `a Python program can be walked`() throws {
            let script = """
                import sys
                seen = {}
                for line in sys.stdin:
                    seen[line] = seen.get(line, 0) + 1
                    print(sum(int(word) for word in line.split()) * len(set(seen)), flush=True)
                """
            let target = try TracedTarget(
                TracedCommand(["/usr/bin/python3", "-c", script], environment: []))
            for number in 1...20 { #expect(try target.advance("1 2") == "3", "\(number)") }
            try target.begin("4 5 6")
            let steps = try target.steps(atMost: 500_000)
            let points = (0..<40).map { $0 * steps.count / 40 }
            var answers: [String] = []
            try target.walk(points, along: steps) { _ throws(TracingError) in
                answers.append(try target.fork().finish().text)
            }
            #expect(answers == Array(repeating: "30", count: 40))
            #expect(try target.answer() == Array("30".utf8))
        }

        @Test func `a target knows the thread that may use it`() throws {
            let target = try TargetProgram("sum").start()
            nonisolated(unsafe) let other = target
            nonisolated(unsafe) var isOfOther: Bool?
            let isDone = DispatchSemaphore(value: 0)
            Thread {
                isOfOther = other.isOfThisThread
                isDone.signal()
            }.start()
            isDone.wait()
            #expect(isOfOther == false)
            #expect(target.isOfThisThread)
        }

        @Test func `the end of a target leaves nothing`() throws {
            _ = try TargetProgram("sum").start().advance("1")
            let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            var numbers: [Int32] = []
            for _ in 0..<20 {
                let target = try TargetProgram("sum").start()
                numbers.append(target.number)
                try target.begin("1")
                _ = try target.fork()
            }
            let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            #expect(after.count == before.count)
            #expect(numbers.allSatisfy { kill($0, 0) < 0 && kill(-$0, 0) < 0 })
        }
    }
}
