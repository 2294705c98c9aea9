import Foundation
import Glibc
import Wiring

/// A control group of its own for each sandboxed replica, in every tree that lets us make one.
///
/// It bounds the memory of all processes of a replica together, and their number for root, too.
/// The supervisor makes the groups; the guardian removes them when all processes are gone.
package struct ControlGroups {
    /// The trees in which there is a folder for this run.
    private let hierarchies: [ControlHierarchy]
    private let name: String

    /// - Parameters:
    ///   - guardian: its process number, which the folders are named after.
    ///   - label: for more than one in a process.
    private init(guardian: pid_t, label: String, hierarchies: [ControlHierarchy]) {
        name = Self.name(guardian, label)
        self.hierarchies = hierarchies
    }

    private static func name(_ guardian: pid_t, _ label: String) -> String {
        "thrice-\(guardian)\(label.isEmpty ? "" : "-")\(label)"
    }

    private static var all: [ControlHierarchy] {
        ControlHierarchy.found(
            mounts: KernelFile.text("/proc/self/mounts"),
            membership: KernelFile.text("/proc/self/cgroup")
        ) { KernelFile.text($0 + "/cgroup.controllers") }
    }

    /// Makes the run's folders where that is allowed.
    package static func make(guardian: pid_t, label: String = "") -> Self {
        let name = name(guardian, label)
        let made = all.filter { hierarchy in
            removeLeft(in: hierarchy.folder)
            let folder = "\(hierarchy.folder)/\(name)"
            // It is there when the supervisor is not the run's first.
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { return false }
            if hierarchy.version == .one || passOn(hierarchy, to: name, guardian) { return true }
            rmdir(folder)
            return false
        }
        return Self(guardian: guardian, label: label, hierarchies: made)
    }

    /// Gives the replicas' groups their controllers; if need be the run's processes make room.
    private static func passOn(
        _ hierarchy: ControlHierarchy, to name: String, _ guardian: pid_t
    ) -> Bool {
        let words = hierarchy.controllers.map { "+\($0)" }.joined(separator: " ")
        func pass(on folder: String) -> Bool {
            KernelFile.write(words, to: folder + "/cgroup.subtree_control")
        }
        let group = hierarchy.folder
        if pass(on: group) { return pass(on: "\(group)/\(name)") }
        let leaf = ControlLeaf(in: group, of: name)
        guard errno == EBUSY, leaf.enter(guardian: guardian) else { return false }
        if pass(on: group) && pass(on: "\(group)/\(name)") { return true }
        leaf.leave()
        return false
    }

    /// What runs have left that were killed together with their supervisor. A group in which
    /// somebody lives stays.
    private static func removeLeft(in folder: String) {
        for entry in entries(of: folder) where entry.hasPrefix("thrice-") {
            let number = entry.dropFirst("thrice-".count).prefix { $0.isNumber }
            guard let owner = pid_t(number), kill(owner, 0) != 0, errno == ESRCH else { continue }
            removeTree("\(folder)/\(entry)")
        }
    }

    private static func entries(of folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private static func removeTree(_ folder: String) {
        for entry in entries(of: folder) { rmdir("\(folder)/\(entry)") }
        rmdir(folder)
    }

    /// What can be bounded here, found out by making groups: `memory`, `processes`, or both.
    package static func bounded() -> [String] {
        let groups = make(guardian: getpid(), label: "trial")
        defer { remove(guardian: getpid(), label: "trial") }
        let asked: [(name: String, memory: UInt64?, processes: UInt64?)] = [
            ("memory", 1 << 30, nil), ("processes", nil, 100),
        ]
        return asked.filter { _, memory, processes in
            let files = groups.join(replica: "r", memoryBytes: memory, processes: processes)
            for file in files { close(file) }
            return !files.isEmpty
        }.map(\.name)
    }

    /// The files through which a process joins the replica's groups; they are to be closed. A tree
    /// that cannot bound what is asked for has none.
    package func join(replica: String, memoryBytes: UInt64?, processes: UInt64?) -> [Int32] {
        hierarchies.compactMap { hierarchy in
            let settings = hierarchy.settings(memoryBytes: memoryBytes, processes: processes)
            let folder = "\(hierarchy.folder)/\(name)/\(replica)"
            guard !settings.isEmpty, mkdir(folder, 0o755) == 0 || errno == EEXIST,
                settings.allSatisfy({ KernelFile.write($0.value, to: "\(folder)/\($0.file)") })
            else { return nil }
            let file = open(folder + "/cgroup.procs", O_WRONLY | O_CLOEXEC)
            return file >= 0 ? file : nil
        }
    }

    /// Removes the folders of a run whose processes have all ended, or are about to: a second at
    /// most is waited for these.
    package static func remove(guardian: pid_t, label: String = "") {
        let name = name(guardian, label)
        for hierarchy in all {
            let folder = "\(hierarchy.folder)/\(name)"
            for _ in 0..<200 {
                removeTree(folder)
                if access(folder, F_OK) != 0 { break }
                poll(nil, 0, 5)
            }
            let leaf = ControlLeaf(in: hierarchy.folder, of: name)
            if leaf.exists { takeBack(hierarchy, leaf) }
        }
    }

    /// Nobody may be in a group that hands its controllers on. Where others have such groups in
    /// it, the leaf stays, with us in it.
    private static func takeBack(_ hierarchy: ControlHierarchy, _ leaf: ControlLeaf) {
        let words = hierarchy.controllers.map { "-\($0)" }.joined(separator: " ")
        if KernelFile.write(words, to: hierarchy.folder + "/cgroup.subtree_control") {
            leaf.leave()
        }
    }
}
