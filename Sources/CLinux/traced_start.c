#define _GNU_SOURCE
#include "tracing.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct traced_child {
    const struct thrice_traced_launch *launch;
    int error;
};

// Moves the descriptors out of each other's way first, then down to where they belong.
static int arrange(const int *standard) {
    int moved[3];
    for (int i = 0; i < 3; i++)
        if ((moved[i] = fcntl(standard[i], F_DUPFD, 3)) < 0) return -1;
    for (int i = 0; i < 3; i++)
        if (dup2(moved[i], i) < 0) return -1;
    return (int)syscall(SYS_close_range, 3u, ~0u, 0);
}

static void reset_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become_program(const struct thrice_traced_launch *launch) {
    // No session of its own: only within one may the caller put copies into groups.
    if (setpgid(0, 0)) return;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)) return;
    if (personality(ADDR_NO_RANDOMIZE) < 0) return;
    if (launch->folder && chdir(launch->folder)) return;
    if (arrange(launch->standard)) return;
    reset_signals();
    if (!launch->runs && ptrace(PTRACE_TRACEME, 0, 0, 0)) return;
    execve(launch->path, launch->arguments, launch->environment);
}

static int run_child(void *argument) {
    struct traced_child *child = argument;
    become_program(child->launch);
    child->error = errno;
    _exit(127);
}

pid_t thrice_start_traced(const struct thrice_traced_launch *launch) {
    struct traced_child child = {.launch = launch};
    // The caller stands still until the child executes, so a stack inside its own frame is safe.
    _Alignas(16) char stack[32 << 10];
    sigset_t all, mask;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &mask);
    pid_t process = clone(
        run_child, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &child);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    if (process < 0) {
        errno = error;
        return -1;
    }
    if (launch->runs && !child.error) return process;
    struct thrice_stop stop = thrice_wait_stop(process);
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC
        | PTRACE_O_TRACECLONE;
    if (stop.kind == THRICE_STOP_TRAP && ptrace(PTRACE_SETOPTIONS, process, 0, options) == 0)
        return process;
    error = child.error ? child.error : stop.kind == THRICE_STOP_LOST ? stop.number : ECHILD;
    if (stop.kind == THRICE_STOP_TRAP) {
        kill(process, SIGKILL);
        while (waitpid(process, NULL, __WALL) < 0 && errno == EINTR) continue;
    }
    errno = error;
    return -1;
}

// As good as any; the lowest byte of a stack canary is made zero by the library.
static const unsigned char fixed_bytes[16] = {
    0x9e, 0x37, 0x79, 0xb9, 0x7f, 0x4a, 0x7c, 0x15, 0xf3, 0x9c, 0xc0, 0x60, 0x5c, 0xed, 0xc8, 0x34};

// The stack of a program that begins: a count, arguments, 0, environment, 0, pairs up to AT_NULL.
int thrice_fix_start(pid_t process) {
    struct user_regs_struct registers;
    if (thrice_get_registers(process, &registers)) return -1;
    uint64_t place = registers.rsp, word;
    for (int lists = 0; lists < 2;) {
        place += sizeof place;
        if (thrice_read_memory(process, place, &word, sizeof word)) return -1;
        // The first word after the count may be the end of no arguments.
        if (word == 0) lists++;
    }
    uint64_t pair[2];
    do {
        if (thrice_read_memory(process, place + sizeof place, pair, sizeof pair)) return -1;
        if (pair[0] == AT_RANDOM
            && thrice_write_memory(process, pair[1], fixed_bytes, sizeof fixed_bytes))
            return -1;
        if (pair[0] == AT_SYSINFO_EHDR) {
            pair[0] = AT_IGNORE;
            if (thrice_write_memory(process, place + sizeof place, pair, sizeof pair)) return -1;
        }
        place += sizeof pair;
    } while (pair[0] != AT_NULL);
    return 0;
}
