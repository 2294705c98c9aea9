import CLinux

/// What a sandbox consists of, and which of it the kernel has refused.
package struct SandboxParts: OptionSet, Sendable, Equatable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    private init(_ part: thrice_sandbox_part) { rawValue = part.rawValue }

    package static let userNamespace = Self(THRICE_PART_USER)
    package static let namespaces = Self(THRICE_PART_NAMESPACES)
    package static let readOnlyFiles = Self(THRICE_PART_READ_ONLY)
    package static let noCapabilities = Self(THRICE_PART_CAPABILITIES)
    package static let landlock = Self(THRICE_PART_LANDLOCK)
    package static let seccomp = Self(THRICE_PART_SECCOMP)
    /// Missing only where groups could be made, and not joined.
    package static let controlGroup = Self(THRICE_PART_GROUP)
    /// Missing only where a stamp is to stand for the clock or for random bytes.
    package static let noOwnInputs = Self(THRICE_PART_INPUTS)

    /// Every part with its name, in the order in which they are told.
    package static let named: [(part: Self, name: String)] = [
        (.userNamespace, "user namespace"),
        (.namespaces, "mount, process, network, IPC and host name namespaces"),
        (.readOnlyFiles, "read-only file systems"),
        (.noCapabilities, "no capabilities"),
        (.landlock, "Landlock"),
        (.seccomp, "system call filter"),
        (.controlGroup, "control group"),
        (.noOwnInputs, "no clock or random bytes of its own"),
    ]

    package var names: [String] {
        Self.named.filter { contains($0.part) }.map(\.name)
    }
}
