import CLinux
import Foundation
import Supervision

/// Asks the running kernel, by calling it: a version number says nothing about containers.
enum KernelProbes {
    static var findings: [Finding] {
        [
            probe("clone3 with pidfd", DOCTOR_PIDFD_CLONE, for: "run: starting replicas"),
            probe("pidfd_send_signal", DOCTOR_PIDFD_SEND_SIGNAL, for: "run: killing replicas"),
            probe("seccomp filter", DOCTOR_SECCOMP_FILTER, for: "run: the voter's allow list"),
            probe("subreaper", DOCTOR_SUBREAPER, for: "run: no process stays behind"),
            probe("parent-death signal", DOCTOR_PARENT_DEATH_SIGNAL, for: "run: all end together"),
            probe("close_range", DOCTOR_CLOSE_RANGE, for: "run: no foreign descriptors"),
            probe("epoll", DOCTOR_EPOLL, for: "run: the voter's loop"),
            probe("/proc/*/task/*/children", DOCTOR_PROC_CHILDREN, for: "run: finding orphans"),
        ] + sandbox
    }

    /// Each part of a sandbox, asked for together as for a replica: one may need another.
    private static var sandbox: [Finding] {
        let trial = SandboxTrial.missing()
        let parts = SandboxParts.named.filter { ![.controlGroup, .noOwnInputs].contains($0.part) }
        return parts.map { part, name in
            let isFound = (try? trial.get()).map { !$0.contains(part) } ?? false
            return Finding(
                name: "sandbox: \(name)", isFound: isFound, isOptional: true,
                detail: isFound ? "works" : "the kernel refuses it",
                neededFor: "run: isolation: sandbox", mend: isFound ? nil : mend(part))
        } + [controlGroups]
    }

    private static var controlGroups: Finding {
        let bounded = ControlGroups.bounded()
        return Finding(
            name: "control groups", isFound: !bounded.isEmpty, isOptional: true,
            detail: bounded.isEmpty
                ? "none can be made" : "bound \(bounded.joined(separator: " and "))",
            neededFor: "run: limits of a whole sandbox",
            mend: bounded.isEmpty
                ? "alone in a group: systemd-run [--user] --scope -p Delegate=yes thrice …" : nil)
    }

    private static func mend(_ part: SandboxParts) -> String {
        switch part {
        case .userNamespace:
            "sudo sysctl -w user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1"
        case .landlock: "boot a kernel from 5.13 on with lsm=landlock,…"
        case .readOnlyFiles: "use Linux 5.12 or later; in a container, allow mounts"
        default: "in a container, allow the call (or user namespaces)"
        }
    }

    private static func probe(
        _ name: String, _ probe: doctor_probe, for purpose: String,
        mend: String = "use Linux 5.9 or later; in a container, allow the call",
        isOptional: Bool = false
    ) -> Finding {
        let number = doctor_probe_errno(probe)
        return Finding(
            name: name, isFound: number == 0, isOptional: isOptional,
            detail: number == 0 ? "works" : String(cString: strerror(number)).lowercased(),
            neededFor: purpose, mend: number == 0 ? nil : mend)
    }
}
