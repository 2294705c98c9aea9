import CLinux
import Foundation
import Glibc
import Supervision
import Testing

/// A replica beside another one: it stays until `end`.
struct Peer {
    let process: Launch.Process
    private let output: Int32

    init(_ hostile: HostileProgram, in sandbox: SandboxPlan?) throws {
        var ends: [Int32] = [-1, -1]
        try #require(thrice_pipe(&ends) == 0)

        process = try hostile.launch(
            ["stay"], in: sandbox, input: ends[0], output: STDERR_FILENO
        ).start()
        close(ends[0])
        output = ends[1]
    }

    func end() {
        _ = thrice_signal_pidfd(process.handle, SIGKILL)
        close(process.handle)
        if let report = process.report { close(report) }
        close(output)
        waitpid(process.number, nil, 0)
    }
}
