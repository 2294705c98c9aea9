#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
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
    SYS_getdents64, SYS_getcwd, SYS_chdir, SYS_fchdir, SYS_dup, SYS_dup3,
    SYS_pipe2, SYS_fadvise64, SYS_sendfile, SYS_splice, SYS_tee, SYS_umask,
    SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_ppoll, SYS_pselect6,
    SYS_eventfd2, SYS_signalfd4, SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime,
    SYS_sendto, SYS_recvfrom, SYS_sendmsg, SYS_recvmsg, SYS_shutdown,
    SYS_getsockopt, SYS_getsockname, SYS_getpeername,
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
    SYS_setrlimit, SYS_uname, SYS_sysinfo, SYS_capget, SYS_seccomp,
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
    // The last call of Linux 5.11 on all machines: a library asks for later ones and does without.
    LAST_KNOWN = SYS_epoll_pwait2,
};

struct program {
    struct sock_filter code[2 * ALLOWED + 96];
    unsigned short length;
};

static const unsigned refused = SECCOMP_RET_ERRNO | EPERM;
static const unsigned unknown = SECCOMP_RET_ERRNO | ENOSYS;

static void put(struct program *program, unsigned short code, unsigned value) {
    program->code[program->length++] = (struct sock_filter)BPF_STMT(code, value);
}

static void end(struct program *program, unsigned action) {
    put(program, BPF_RET | BPF_K, action);
}

// The next instruction, an end, is for values that meet the test.
static void end_if(struct program *program, unsigned short test, unsigned value, unsigned action) {
    program->code[program->length++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | test | BPF_K, value, 0, 1);
    end(program, action);
}

static void load(struct program *program, unsigned offset) {
    put(program, BPF_LD | BPF_W | BPF_ABS, offset);
}

static void load_argument(struct program *program, unsigned index) {
    load(program, (unsigned)offsetof(struct seccomp_data, args) + 8 * index);
}

// What is put until `close_call` is for this call, whose number is in the accumulator; it ends.
static unsigned short open_call(struct program *program, unsigned number) {
    program->code[program->length++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 0);
    return (unsigned short)(program->length - 1);
}

static void close_call(struct program *program, unsigned short opened, unsigned otherwise) {
    end(program, otherwise);
    program->code[opened].jf = (unsigned char)(program->length - opened - 1);
}

// Memory that no limit counts: shared without a file, and a stack of one's own making.
static void put_mapping(struct program *program) {
    unsigned short call = open_call(program, SYS_mmap);
    load_argument(program, 3);
    end_if(program, BPF_JSET, MAP_GROWSDOWN, refused);
    put(program, BPF_ALU | BPF_AND | BPF_K, SHARED_AND_ANONYMOUS);
    end_if(program, BPF_JEQ, SHARED_AND_ANONYMOUS, refused);
    close_call(program, call, SECCOMP_RET_ALLOW);
}

// What libraries ask of a descriptor; no leases, which make writers wait.
static void put_descriptor_controls(struct program *program) {
    // FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TCGETS.
    static const unsigned controls[] = {0x541b, 0x5421, 0x5451, 0x5450, 0x5401};
    unsigned short call = open_call(program, SYS_ioctl);
    load_argument(program, 1);
    for (unsigned i = 0; i < sizeof controls / sizeof *controls; i++)
        end_if(program, BPF_JEQ, controls[i], SECCOMP_RET_ALLOW);
    close_call(program, call, refused);

    call = open_call(program, SYS_fcntl);
    load_argument(program, 1);
    end_if(program, BPF_JEQ, F_SETLEASE, refused);
    end_if(program, BPF_JEQ, F_NOTIFY, refused);
    close_call(program, call, SECCOMP_RET_ALLOW);
}

// A pair of streams: from a datagram socket every path of the file system can be sent to.
static void put_socket_pair(struct program *program) {
    unsigned short call = open_call(program, SYS_socketpair);
    load_argument(program, 0);
    program->code[program->length++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0);
    end(program, refused);
    load_argument(program, 1);
    put(program, BPF_ALU | BPF_AND | BPF_K, 0xf);
    end_if(program, BPF_JEQ, SOCK_STREAM, SECCOMP_RET_ALLOW);
    close_call(program, call, refused);
}

static void put_processes(struct program *program, int may_fork) {
    unsigned fork = may_fork ? SECCOMP_RET_ALLOW : refused;
    // Its flags cannot be seen from here: libraries fall back to clone.
    end_if(program, BPF_JEQ, SYS_clone3, unknown);
    unsigned short call = open_call(program, SYS_clone);
    load_argument(program, 0);
    end_if(program, BPF_JSET, NEW_NAMESPACE, refused);
    end_if(program, BPF_JSET, CLONE_THREAD, SECCOMP_RET_ALLOW);
    close_call(program, call, fork);
#ifdef SYS_fork
    end_if(program, BPF_JEQ, SYS_fork, fork);
    end_if(program, BPF_JEQ, SYS_vfork, fork);
#endif
    // Its own limits only, and it ends with its parent.
    call = open_call(program, SYS_prlimit64);
    load_argument(program, 0);
    end_if(program, BPF_JEQ, 0, SECCOMP_RET_ALLOW);
    close_call(program, call, refused);
    call = open_call(program, SYS_prctl);
    load_argument(program, 0);
    put(program, BPF_ALU | BPF_XOR | BPF_K, PR_SET_PDEATHSIG);
    put(program, BPF_MISC | BPF_TAX, 0);
    load_argument(program, 1);
    put(program, BPF_ALU | BPF_OR | BPF_X, 0);
    end_if(program, BPF_JEQ, 0, refused);
    close_call(program, call, SECCOMP_RET_ALLOW);
}

// What a stamp is to be taken from instead. The clock is mostly read without a call: see SAFETY.md.
static void put_refusals(struct program *program, const struct thrice_sandbox *sandbox) {
    static const unsigned clocks[] = {
        SYS_clock_gettime, SYS_gettimeofday, SYS_times, SYS_sysinfo, SYS_getrusage,
#if defined(__x86_64__)
        SYS_time,
#endif
    };
    for (unsigned i = 0; sandbox->denies_time && i < sizeof clocks / sizeof *clocks; i++)
        end_if(program, BPF_JEQ, clocks[i], refused);
    if (sandbox->denies_random) end_if(program, BPF_JEQ, SYS_getrandom, refused);
}

int thrice_filter_replica(const struct thrice_sandbox *sandbox) {
    struct program program = {.length = 0};
    load(&program, offsetof(struct seccomp_data, arch));
    program.code[program.length++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0);
    end(&program, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
    put_refusals(&program, sandbox);
    // The kernel remembers which calls are allowed whatever their arguments: the order is free.
    for (int i = 0; i < ALLOWED; i++)
        end_if(&program, BPF_JEQ, (unsigned)allowed[i], SECCOMP_RET_ALLOW);
    put_mapping(&program);
    put_descriptor_controls(&program);
    put_socket_pair(&program);
    put_processes(&program, sandbox->may_fork);
    end_if(&program, BPF_JGT, LAST_KNOWN, unknown);
    end(&program, refused);
    struct sock_fprog filter = {program.length, program.code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}
