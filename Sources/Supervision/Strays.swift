import CLinux
import Foundation
import Glibc

/// Finds what replicas have left behind, by a variable that each process of the run inherits.
///
/// While the guardian lives, orphans come to it (it is a subreaper) and it ends them. When it is
/// killed they go to init, out of their replica's group and session if they chose to; then this is
/// how the supervisor still finds them. A process that clears its environment is not found.
struct Strays {
    /// `NAME=value`, for the environment of every replica.
    let variable: String

    init(mark: String) { variable = "THRICE_RUN=\(mark)" }

    /// A mark of its own for each run, even where process numbers repeat.
    ///
    /// Always as long: it stands on the stack of replicas, and must not move what stands behind it.
    static func makeMark() -> String {
        let (number, time) = ("\(getpid()).", String(thrice_now()))
        let zeros = max(0, markCount - number.count - time.count)
        return number + String(repeating: "0", count: zeros) + time
    }

    /// As that of a program whose copies get faults (`TracedTarget`).
    private static let markCount = 28

    /// Kills until nobody is found any more; each pass reads `/proc` once.
    func killAll() {
        var emptyPasses = 0
        for _ in 0..<passesMax {
            let found = processes()
            emptyPasses = found.isEmpty ? emptyPasses + 1 : 0
            // One is not enough: who forks and exits between the listing and the reading is not
            // found, and its child is not listed.
            if emptyPasses == 3 { return }
            for process in found { kill(process, SIGKILL) }
        }
    }

    /// Enough for whoever forks while we look, and for the killed to be gone.
    private var passesMax: Int { 100 }

    /// A killed process that nobody has reaped yet has no environment, so it is not among them.
    private func processes() -> [pid_t] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let wanted = Array(variable.utf8)
        return entries.compactMap { entry in
            guard let process = pid_t(entry),
                let bytes = FileManager.default.contents(atPath: "/proc/\(entry)/environ")
            else { return nil }
            return bytes.split(separator: 0).contains { $0.elementsEqual(wanted) } ? process : nil
        }
    }
}
