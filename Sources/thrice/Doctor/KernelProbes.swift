import CLinux
import Foundation

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
            probe(
                "user namespaces", DOCTOR_USER_NAMESPACES, for: "stronger isolation",
                mend: "sudo sysctl -w kernel.unprivileged_userns_clone=1", isOptional: true),
            probe(
                "Landlock", DOCTOR_LANDLOCK, for: "stronger isolation",
                mend: "boot a kernel from 5.13 on with lsm=landlock,…", isOptional: true),
        ]
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
