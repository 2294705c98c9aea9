import FaultInjection
import Foundation
import Testing

extension RealProcesses {
    /// As with a debugger, or another campaign's thread, at a process of ours.
    @Suite struct TracedTwiceTests {
        /// What is not held has nothing to tell: who waits for it waits for its end.
        @Test func `whom somebody else traces is refused and not waited for`() throws {
            let program = try RunningProgram()
            let recorder = try program.recorder()
            let isDone = DispatchSemaphore(value: 0)
            let (process, names) = (program.number, program.names)
            Thread {
                #expect {
                    _ = try Strike(
                        process: process, names,
                        .transfer(
                            Transfer(.answers, isWrite: false, ordinal: 1, byteCount: 1), .lose),
                        demand: [], nil,
                        areOthersAtRest: { true })
                } throws: {
                    guard case TracingError.cannotReach(_, process, EPERM) = $0 else {
                        return false
                    }
                    return true
                }
                isDone.signal()
            }.start()
            let isTold = isDone.wait(timeout: .now() + 20) == .success
            #expect(isTold)
            if !isTold { kill(process, SIGKILL) }
            recorder.finish()
        }
    }
}
