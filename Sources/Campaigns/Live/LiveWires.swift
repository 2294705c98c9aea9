import CLinux
import Glibc

/// The pipes between consumer, guardian and gate, and where both complain.
struct LiveWires {
    let demands: (read: Int32, write: Int32)
    let verdicts: (read: Int32, write: Int32)
    let output: (read: Int32, write: Int32)
    let errors: Int32

    /// Nil with errno.
    init?(folder: String) {
        var ends: [[Int32]] = [[-1, -1], [-1, -1], [-1, -1]]
        for index in ends.indices where thrice_pipe(&ends[index]) != 0 {
            for end in ends.joined() where end >= 0 { close(end) }
            return nil
        }
        errors = open("\(folder)/errors", O_WRONLY | O_CREAT | O_CLOEXEC | O_TRUNC, 0o644)
        demands = (ends[0][0], ends[0][1])
        verdicts = (ends[1][0], ends[1][1])
        output = (ends[2][0], ends[2][1])
        if errors < 0 {
            closeOurs()
            closeTheirs()
            return nil
        }
        // A consumer that is never waited for.
        _ = fcntl(demands.write, F_SETFL, O_NONBLOCK)
    }

    func closeTheirs() {
        for end in [demands.read, verdicts.read, verdicts.write, output.write, errors] {
            close(end)
        }
    }

    func closeOurs() { for end in [demands.write, output.read] { close(end) } }
}
