// Asks the running kernel for what Thrice uses, without leaving a trace in this process.
#pragma once

enum doctor_probe {
    DOCTOR_PIDFD_CLONE,
    DOCTOR_PIDFD_SEND_SIGNAL,
    DOCTOR_SECCOMP_FILTER,
    DOCTOR_SUBREAPER,
    DOCTOR_PARENT_DEATH_SIGNAL,
    DOCTOR_CLOSE_RANGE,
    DOCTOR_EPOLL,
    DOCTOR_PROC_CHILDREN,
};

// 0 when the kernel does it, otherwise the errno with which it refused.
int doctor_probe_errno(enum doctor_probe probe);
