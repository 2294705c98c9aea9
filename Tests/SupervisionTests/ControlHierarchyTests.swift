import Supervision
import Testing

struct ControlHierarchyTests {
    @Test func `version one has a tree a controller, and a place in each`() {
        let found = ControlHierarchy.found(
            mounts: """
                cgroup /sys/fs/cgroup/cpu cgroup rw,relatime,cpu 0 0
                cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0
                cgroup /sys/my\\040groups cgroup rw,pids 0 0
                cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0
                """,
            membership: "8:pids:/\n4:memory:/a/b:c\n1:cpu:/\n0::/\n", controllers: { _ in "cpu io" }
        )
        #expect(
            found == [
                .init(
                    version: .one, folder: "/sys/fs/cgroup/memory/a/b:c", controllers: ["memory"]),
                .init(version: .one, folder: "/sys/my groups", controllers: ["pids"]),
            ])
        #expect(
            found[0].settings(memoryBytes: 5, processes: 7).map { "\($0.file) \($0.value)" }
                == ["memory.limit_in_bytes 5"])
        #expect(found[1].settings(memoryBytes: 5, processes: nil).isEmpty)
    }

    /// A run's own processes may be in a leaf of the group that they were started in.
    @Test(arguments: ["", "/thrice-12-leaf", "/thrice-12-trial-leaf"])
    func `version two has one tree for all`(leaf: String) {
        let found = ControlHierarchy.found(
            mounts: "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\nproc /proc proc rw 0 0\n",
            membership: "0::/user.slice/run-7.scope\(leaf)\n"
        ) { $0 == "/sys/fs/cgroup/user.slice/run-7.scope" ? "cpu memory pids\n" : "" }
        #expect(
            found == [
                .init(
                    version: .two, folder: "/sys/fs/cgroup/user.slice/run-7.scope",
                    controllers: ["memory", "pids"])
            ])
        #expect(
            found[0].settings(memoryBytes: 5, processes: 7).map { "\($0.file) \($0.value)" }
                == ["memory.max 5", "pids.max 7"])
    }

    @Test func `version two has what it lists`() {
        let found = ControlHierarchy.found(
            mounts: "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0", membership: "0::/",
            controllers: { _ in "cpu pids" })
        #expect(found.map(\.controllers) == [["pids"]])
    }

    @Test(arguments: ["", "cgroup", "cgroup2 /x", "0", "::", "a b c d\n\n", "0::/\nx:y"])
    func `tables that say nothing have no trees`(text: String) {
        #expect(ControlHierarchy.found(mounts: text, membership: text) { $0 }.isEmpty)
    }
}
