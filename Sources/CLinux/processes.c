#define _GNU_SOURCE
#include "processes.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct thrice_exit thrice_next_exit(void) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    struct thrice_exit result = {0, 0, 0};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) || info.si_pid == 0) return result;
    result.pid = info.si_pid;
    result.was_signal = info.si_code != CLD_EXITED;
    result.status = info.si_status;
    return result;
}

void thrice_reap(pid_t pid) {
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
}

int thrice_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int thrice_open_process(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int thrice_signal_pidfd(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}

int thrice_is_ignored(int signal) {
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

int thrice_signal_descriptor(const int *signals, int count) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
    if (sigprocmask(SIG_BLOCK, &set, NULL)) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int thrice_next_signal(int descriptor) {
    struct signalfd_siginfo info;
    return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

int thrice_memory_descriptor(const char *name, long size) {
    int descriptor = memfd_create(name, MFD_CLOEXEC);
    if (descriptor >= 0 && ftruncate(descriptor, size)) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

int thrice_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int thrice_reopen_nonblocking(int descriptor, int for_writing) {
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return open(path, (for_writing ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}

static unsigned long read_clock(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (unsigned long)now.tv_sec * 1000000000ul + (unsigned long)now.tv_nsec;
}

unsigned long thrice_now(void) { return read_clock(CLOCK_MONOTONIC); }

unsigned long thrice_epoch(void) {
    unsigned long best = ~0ul, epoch = 0;
    // Whoever is interrupted between two clocks reads them at two times: the closest pair counts.
    for (int attempt = 0; attempt < 5; attempt++) {
        unsigned long before = thrice_now(), wall = read_clock(CLOCK_REALTIME);
        unsigned long apart = thrice_now() - before;
        if (apart >= best) continue;
        best = apart;
        epoch = wall > before ? wall - before : 0;
    }
    return epoch;
}
