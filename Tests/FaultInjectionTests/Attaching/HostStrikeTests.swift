import CLinux
import FaultInjection
import Foundation
import Glibc
import Testing
import Wiring

extension RealProcesses {
    @Suite struct HostStrikeTests {
        /// A program that was started, and its number; it is killed behind the body.
        private func with(_ command: [String], _ body: (pid_t) throws -> Void) throws {
            let process = try TracedCommand(command).run(standard: (0, 1, 2), mark: "PRESSED=1")
            defer {
                kill(process, SIGKILL)
                waitpid(process, nil, 0)
            }
            try body(process)
        }

        /// Children of ours that run and have nothing open.
        private var competitors: Int {
            let files = FileManager.default
            let threads = (try? files.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
            let children = threads.flatMap { thread in
                KernelFile.text("/proc/self/task/\(thread)/children").split(separator: " ")
            }
            return children.count { child in
                let open = try? files.contentsOfDirectory(atPath: "/proc/\(child)/fd")
                return open == ["0"] && StateFile(of: pid_t(child) ?? 0).letter == "R"
            }
        }

        /// Whether it comes to be.
        private func look(for isSo: () -> Bool) -> Bool {
            for _ in 0..<10_000 { if isSo() { return true } }
            return false
        }

        @Test(.timeLimit(.minutes(1)))
        func `who has work waits for a processor, and nobody is left behind`() throws {
            try with(["/bin/sh", "-c", "while :; do :; done"]) { process in
                #expect(competitors == 0)
                var strike: HostStrike? = HostStrike(of: [process], processesOnEach: 4)
                #expect(strike?.isReady() == true)
                #expect(look { competitors == 0 }, "they hold still once they are there")
                strike?.advance(now: 0)
                #expect(look { competitors >= 4 })
                while strike?.result == nil { strike?.advance(now: 0) }
                guard case .injected(let proof, _) = strike?.result else {
                    Issue.record("\(String(describing: strike?.result))")
                    return
                }
                #expect(proof.isComplete && proof.before != proof.after)
                strike = nil
                #expect(competitors == 0)
            }
        }

        @Test func `who sleeps does not wait for a processor`() throws {
            try with(["/bin/sleep", "100"]) { process in
                let strike = HostStrike(of: [process], processesOnEach: 2)
                #expect(strike.isReady() && !strike.isPast)
                while !strike.isPast { strike.advance(now: UInt64(thrice_now())) }
                strike.giveUp()
                guard case .missed = strike.result else {
                    Issue.record("\(String(describing: strike.result))")
                    return
                }
            }
        }
    }
}
