#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// Computing, one's own memory, threads, time, and reading and writing what is open. Nothing that
// changes a file, a device, a key, another process or the machine; no socket but a pair of one's
// own; no memory that no limit counts (memfd, System V).
static const int allowed[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_preadv,
    SYS_pwritev, SYS_lseek, SYS_close, SYS_close_range, SYS_fstat, SYS_newfstatat, SYS_statx,
    SYS_statfs, SYS_fstatfs, SYS_openat, SYS_faccessat, SYS_faccessat2, SYS_readlinkat,
    SYS_getdents64, SYS_getcwd, SYS_chdir, SYS_fchdir, SYS_fcntl, SYS_flock, SYS_dup, SYS_dup3,
    SYS_pipe2, SYS_fadvise64, SYS_sendfile, SYS_splice, SYS_tee, SYS_umask,
    SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_ppoll, SYS_pselect6,
    SYS_eventfd2, SYS_signalfd4, SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime,
    SYS_socketpair, SYS_sendto, SYS_recvfrom, SYS_sendmsg, SYS_recvmsg, SYS_shutdown,
    SYS_getsockopt, SYS_setsockopt, SYS_getsockname, SYS_getpeername,
    SYS_brk, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_mincore, SYS_msync,
    SYS_pkey_alloc, SYS_pkey_free, SYS_pkey_mprotect, SYS_membarrier,
    SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_set_tid_address, SYS_rseq,
    SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler,
    SYS_sched_get_priority_max, SYS_sched_get_priority_min, SYS_getpriority, SYS_getcpu,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_getitimer, SYS_setitimer, SYS_timer_create, SYS_timer_settime, SYS_timer_gettime,
    SYS_timer_getoverrun, SYS_timer_delete, SYS_times, SYS_getrandom,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigpending,
    SYS_rt_sigsuspend, SYS_rt_sigtimedwait, SYS_sigaltstack, SYS_restart_syscall,
    // Its own processes; others cannot be named in its namespace.
    SYS_kill, SYS_tkill, SYS_tgkill, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getpgid,
    SYS_getsid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getgroups, SYS_getresuid,
    SYS_getresgid, SYS_setpgid, SYS_wait4, SYS_waitid, SYS_getrusage, SYS_getrlimit,
    SYS_setrlimit, SYS_prlimit64, SYS_uname, SYS_sysinfo, SYS_prctl, SYS_capget, SYS_seccomp,
    SYS_execve, SYS_execveat, SYS_exit, SYS_exit_group,
#if defined(__x86_64__)
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_getdents, SYS_dup2, SYS_pipe,
    SYS_poll, SYS_select, SYS_epoll_create, SYS_epoll_wait, SYS_eventfd, SYS_signalfd,
    SYS_alarm, SYS_pause, SYS_getpgrp, SYS_time, SYS_arch_prctl,
#endif
};

enum {
    ALLOWED = sizeof allowed / sizeof *allowed,
    NEW_NAMESPACE = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
        | CLONE_NEWNET | CLONE_NEWCGROUP,
    SHARED_AND_ANONYMOUS = MAP_SHARED | MAP_ANONYMOUS,
    // FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TCGETS: what libraries ask of a descriptor.
    CONTROLS = 5,
};
static const unsigned controls[CONTROLS] = {0x541b, 0x5421, 0x5451, 0x5450, 0x5401};

struct program {
    struct sock_filter code[2 * ALLOWED + 64];
    unsigned short length;
};

static void put(struct program *program, struct sock_filter instruction) {
    program->code[program->length++] = instruction;
}

static void load(struct program *program, unsigned offset) {
    put(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

static void end(struct program *program, unsigned action) {
    put(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

// What follows, so many instructions, is for values that meet the test.
static void only_if(struct program *program, unsigned test, unsigned value, unsigned char count) {
    put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | test | BPF_K, value, 0, count));
}

static unsigned argument(int index) {
    return (unsigned)(offsetof(struct seccomp_data, args) + 8u * (unsigned)index);
}

static const unsigned refused = SECCOMP_RET_ERRNO | EPERM;

// Calls that are allowed with some arguments; the accumulator holds the call's number.
static void put_conditional(struct program *program, int may_fork) {
    only_if(program, BPF_JEQ, SYS_mmap, 5);
    load(program, argument(3));
    put(program, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, SHARED_AND_ANONYMOUS));
    only_if(program, BPF_JEQ, SHARED_AND_ANONYMOUS, 1);
    end(program, refused);
    end(program, SECCOMP_RET_ALLOW);

    only_if(program, BPF_JEQ, SYS_ioctl, 2 * CONTROLS + 2);
    load(program, argument(1));
    for (int i = 0; i < CONTROLS; i++) {
        only_if(program, BPF_JEQ, controls[i], 1);
        end(program, SECCOMP_RET_ALLOW);
    }
    end(program, refused);

    // Its flags cannot be seen from here: libraries fall back to clone.
    only_if(program, BPF_JEQ, SYS_clone3, 1);
    end(program, SECCOMP_RET_ERRNO | ENOSYS);
    only_if(program, BPF_JEQ, SYS_clone, 6);
    load(program, argument(0));
    only_if(program, BPF_JSET, NEW_NAMESPACE, 1);
    end(program, refused);
    only_if(program, BPF_JSET, CLONE_THREAD, 1);
    end(program, SECCOMP_RET_ALLOW);
    end(program, may_fork ? SECCOMP_RET_ALLOW : refused);
#ifdef SYS_fork
    only_if(program, BPF_JEQ, SYS_fork, 1);
    end(program, may_fork ? SECCOMP_RET_ALLOW : refused);
    only_if(program, BPF_JEQ, SYS_vfork, 1);
    end(program, may_fork ? SECCOMP_RET_ALLOW : refused);
#endif
}

int thrice_filter_replica(int may_fork) {
    struct program program = {.length = 0};
    load(&program, offsetof(struct seccomp_data, arch));
    put(&program,
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0));
    end(&program, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
    // The kernel remembers which calls are allowed whatever their arguments: the order is free.
    for (int i = 0; i < ALLOWED; i++) {
        only_if(&program, BPF_JEQ, (unsigned)allowed[i], 1);
        end(&program, SECCOMP_RET_ALLOW);
    }
    put_conditional(&program, may_fork);
    end(&program, refused);
    struct sock_fprog filter = {program.length, program.code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}
