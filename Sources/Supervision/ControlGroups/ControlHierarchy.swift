/// A tree of control groups that bounds memory or processes, and our own place in it (cgroups(7)).
package struct ControlHierarchy: Equatable {
    package enum Version: Sendable { case one, two }

    package let version: Version
    /// The folder of the group that this process is in, or was until it moved into a leaf of it.
    package let folder: String
    /// `memory`, `pids`, or both.
    package let controllers: [String]

    package init(version: Version, folder: String, controllers: [String]) {
        self.version = version
        self.folder = folder
        self.controllers = controllers
    }

    /// The trees that the kernel's tables name.
    ///
    /// - Parameters:
    ///   - mounts: the text of `/proc/self/mounts`.
    ///   - membership: the text of `/proc/self/cgroup`.
    ///   - controllers: of a group of version two, the words that it lists.
    package static func found(
        mounts: String, membership: String, controllers: (String) -> String
    ) -> [Self] {
        let own = ownGroups(membership)
        return mounts.split(separator: "\n").compactMap { line -> Self? in
            let words = line.split(separator: " ")
            guard words.count >= 4 else { return nil }
            let place = String(words[1]).replacing("\\040", with: " ")
            let type = String(words[2])
            if type == "cgroup2" {
                guard let path = own[""] else { return nil }
                let folder = ControlLeaf.group(around: join(place, path))
                let words = controllers(folder).split { $0.isWhitespace }.map(String.init)
                let found = wanted.filter(words.contains)
                return found.isEmpty
                    ? nil : Self(version: .two, folder: folder, controllers: found)
            }
            let options = words[3].split(separator: ",").map(String.init)
            let controllers = wanted.filter(options.contains)
            guard type == "cgroup", let first = controllers.first, let path = own[first]
            else { return nil }
            return Self(version: .one, folder: join(place, path), controllers: controllers)
        }
    }

    private static let wanted = ["memory", "pids"]

    /// By controller; version two has none in its line.
    private static func ownGroups(_ membership: String) -> [String: String] {
        var groups: [String: String] = [:]
        for line in membership.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            for controller in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
                groups[String(controller)] = String(parts[2])
            }
        }
        return groups
    }

    private static func join(_ place: String, _ path: String) -> String {
        path == "/" ? place : place + path
    }

    /// What is written where to bound a group, of what it can bound.
    package func settings(
        memoryBytes: UInt64?, processes: UInt64?
    ) -> [(file: String, value: String)] {
        var settings: [(file: String, value: String)] = []
        if let memoryBytes, controllers.contains("memory") {
            let file = version == .one ? "memory.limit_in_bytes" : "memory.max"
            settings.append((file, "\(memoryBytes)"))
        }
        if let processes, controllers.contains("pids") {
            settings.append(("pids.max", "\(processes)"))
        }
        return settings
    }
}
