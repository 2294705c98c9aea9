import Wiring

/// The memory that a process has resident, as the kernel counts it (proc(5), smaps_rollup).
package struct ProcessMemory: Equatable, Sendable {
    /// Pages that are mapped nowhere else.
    package var ownBytes: UInt64
    /// Pages that other processes map too: code of the same file, or not yet written copies.
    package var sharedBytes: UInt64

    package init(ownBytes: UInt64, sharedBytes: UInt64) {
        self.ownBytes = ownBytes
        self.sharedBytes = sharedBytes
    }

    /// Nil for a text that is none of `smaps_rollup`.
    package init?(rollup: String) {
        var sums: (own: UInt64, shared: UInt64) = (0, 0)
        var isKnown = false
        for line in rollup.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3, words[2] == "kB", let kibibytes = UInt64(words[1])
            else { continue }
            switch words[0] {
            case "Private_Clean:", "Private_Dirty:": sums.own += kibibytes << 10
            case "Shared_Clean:", "Shared_Dirty:": sums.shared += kibibytes << 10
            default: continue
            }
            isKnown = true
        }
        guard isKnown else { return nil }
        (ownBytes, sharedBytes) = sums
    }

    static func of(_ process: Int32) -> ProcessMemory? {
        ProcessMemory(rollup: KernelFile.text("/proc/\(process)/smaps_rollup"))
    }

    /// For people. A page that several replicas share can fail for all of them at once.
    package var text: String {
        "\(Self.mebibytes(ownBytes)) MiB of its own and \(Self.mebibytes(sharedBytes)) MiB shared "
            + "(a shared cause: docs/SAFETY.md)"
    }

    private static func mebibytes(_ bytes: UInt64) -> String {
        let tenths = (bytes * 10 + (1 << 19)) >> 20
        return "\(tenths / 10).\(tenths % 10)"
    }
}
