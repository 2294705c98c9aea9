#define _GNU_SOURCE
#include "doctor_probes.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Same numbers on all architectures; older headers lack some of them.
enum { NR_PIDFD_SEND_SIGNAL = 424, NR_PIDFD_OPEN = 434, NR_CLONE3 = 435 };
enum { NR_CLOSE_RANGE = 436 };

static int status_errno(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD;
}

static int clone_with_pidfd(void) {
    int pidfd = -1;
    struct clone_args arguments = {
        .flags = CLONE_PIDFD, .pidfd = (uintptr_t)&pidfd, .exit_signal = SIGCHLD};
    long child = syscall(NR_CLONE3, &arguments, sizeof arguments);
    if (child == 0) _exit(0);
    if (child < 0) return errno;
    if (pidfd >= 0) close(pidfd);
    return status_errno((pid_t)child);
}

static int send_signal_by_pidfd(void) {
    int pidfd = (int)syscall(NR_PIDFD_OPEN, getpid(), 0);
    if (pidfd < 0) return errno;
    int failure = syscall(NR_PIDFD_SEND_SIGNAL, pidfd, 0, NULL, 0) < 0 ? errno : 0;
    close(pidfd);
    return failure;
}

static int install_filter(void) {
    struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog program = {.len = 1, .filter = allow};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return errno;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0 ? errno : 0;
}

static int open_and_close(int descriptor) {
    if (descriptor < 0) return errno;
    close(descriptor);
    return 0;
}

static int list_children(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)getpid(), (int)getpid());
    return open_and_close(open(path, O_RDONLY | O_CLOEXEC));
}

// In a child of its own, since some of it cannot be undone.
static int run(enum doctor_probe probe) {
    switch (probe) {
    case DOCTOR_PIDFD_CLONE: return clone_with_pidfd();
    case DOCTOR_PIDFD_SEND_SIGNAL: return send_signal_by_pidfd();
    case DOCTOR_SECCOMP_FILTER: return install_filter();
    case DOCTOR_SUBREAPER: return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0 ? errno : 0;
    case DOCTOR_PARENT_DEATH_SIGNAL:
        return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0 ? errno : 0;
    case DOCTOR_CLOSE_RANGE:
        return syscall(NR_CLOSE_RANGE, 1u << 30, 1u << 30, 0) < 0 ? errno : 0;
    case DOCTOR_EPOLL: return open_and_close(epoll_create1(EPOLL_CLOEXEC));
    case DOCTOR_PROC_CHILDREN: return list_children();
    }
    return EINVAL;
}

int doctor_probe_errno(enum doctor_probe probe) {
    pid_t child = fork();
    if (child < 0) return errno;
    if (child == 0) _exit(run(probe));
    return status_errno(child);
}
