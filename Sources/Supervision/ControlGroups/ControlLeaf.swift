import Foundation
import Glibc
import Wiring

/// Where a run's own processes are while its replicas have groups of version two: beside these.
///
/// A group hands its controllers to the groups in it only while no process is in itself
/// (cgroups(7), "no internal processes"; the root of all is exempt). So a run that is alone in the
/// group that it was started in moves into a leaf of that, and back at its end.
struct ControlLeaf {
    private static let ending = "-leaf"

    /// The group that the run was started in.
    private let group: String
    private let folder: String

    /// - Parameter name: of the run's folder in the group.
    init(in group: String, of name: String) {
        self.group = group
        folder = "\(group)/\(name)\(Self.ending)"
    }

    var exists: Bool { access(folder, F_OK) == 0 }

    /// The group that a run was started in, of one that a process of it is in.
    static func group(around folder: String) -> String {
        guard let slash = folder.lastIndex(of: "/") else { return folder }
        let name = folder[folder.index(after: slash)...]
        let isLeaf = name.hasPrefix("thrice-") && name.hasSuffix(ending)
        return isLeaf ? String(folder[..<slash]) : folder
    }

    /// Moves the guardian and all that comes from it into the leaf.
    ///
    /// - Returns: false when somebody else is in the group, or it is not ours to change; then
    ///   everybody is where they were.
    func enter(guardian: pid_t) -> Bool {
        func mayMove(_ processes: [pid_t]) -> Bool {
            processes.allSatisfy { Self.descends($0, from: guardian) }
        }
        guard mayMove(Self.processes(in: group)), mkdir(folder, 0o755) == 0 || errno == EEXIST
        else { return false }
        // Again, for those that were started meanwhile.
        for _ in 0..<10 {
            let left = Self.processes(in: group)
            if left.isEmpty { return true }
            guard mayMove(left), left.allSatisfy({ Self.move($0, to: folder) }) else { break }
        }
        leave()
        return false
    }

    /// Moves everybody back, who must have no groups of their own any more.
    func leave() {
        for process in Self.processes(in: folder) { _ = Self.move(process, to: group) }
        rmdir(folder)
    }

    private static func processes(in group: String) -> [pid_t] {
        KernelFile.text(group + "/cgroup.procs").split(separator: "\n").compactMap { pid_t($0) }
    }

    /// Who has ended meanwhile is as good as moved.
    private static func move(_ process: pid_t, to group: String) -> Bool {
        KernelFile.write("\(process)", to: group + "/cgroup.procs") || errno == ESRCH
    }

    /// Who has ended meanwhile is in nobody's way. (A process of another namespace has number 0.)
    private static func descends(_ process: pid_t, from ancestor: pid_t) -> Bool {
        var process = process
        while process > 1 && process != ancestor {
            guard let parent = parent(of: process) else { return true }
            process = parent
        }
        return process == ancestor
    }

    /// nil when there is no such process.
    private static func parent(of process: pid_t) -> pid_t? {
        let words = KernelFile.state(of: process)
        return words.count > 1 ? pid_t(words[1]) : nil
    }
}
