// The first process of a sandbox: it sets it up, starts the program as its child and waits for it.
// The program is not the first one itself, because the first one of a namespace is not ended by
// its own signals: abort() would look like a wild pointer, and SIGTERM like nothing at all.
#define _GNU_SOURCE
#include "launcher.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(int report, struct thrice_sandbox_report packet) {
    while (write(report, &packet, sizeof packet) < 0 && errno == EINTR) continue;
}

static int has_ended(int process) {
    struct pollfd file = {.fd = process, .events = POLLIN};
    return process >= 0 && poll(&file, 1, 0) == 1;
}

// Ends when the program has; in a namespace of its own nobody else is left then.
static _Noreturn void wait_for(pid_t program, int report) {
    int status = 0;
    pid_t ended;
    do ended = waitpid(-1, &status, __WALL);
    while (ended != program && (ended >= 0 || errno == EINTR));
    if (ended != program) _exit(127);
    struct thrice_sandbox_report packet = {.was_signal = WIFSIGNALED(status)};
    packet.status = packet.was_signal ? WTERMSIG(status) : WEXITSTATUS(status);
    tell(report, packet);
    _exit(packet.was_signal ? 128 + packet.status : packet.status);
}

// What stands in a stamp instead.
static void take_inputs(
    pid_t program, const struct thrice_sandbox *sandbox, unsigned *missing) {
    int is_denied = sandbox->denies_time || sandbox->denies_random;
    if (!is_denied || *missing & THRICE_PART_INPUTS) return;
    if (thrice_take_inputs(program, sandbox)) *missing |= THRICE_PART_INPUTS;
}

static _Noreturn void run_first(const struct thrice_launch *launch, int report, unsigned missing) {
    const struct thrice_sandbox *sandbox = launch->sandbox;
    setsid();
    signal(SIGCHLD, SIG_DFL);
    prctl(PR_SET_NAME, "thrice-first", 0, 0, 0);
    missing = thrice_enter_sandbox(sandbox, missing);
    // It is a copy of its caller: nobody inside is to read it, or to reach what it holds.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    int rules = thrice_landlock_rules(sandbox);
    if (rules < 0) missing |= THRICE_PART_LANDLOCK;
    struct thrice_sandbox_report packet = {.stage = THRICE_LAUNCHED};
    // Changed rights could have taken the signal back, so it is asked for only now.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        || has_ended(sandbox->parent_handle)) {
        packet.stage = THRICE_STAGE_PRIVILEGES;
        packet.error = ESRCH;
    }
    unsigned refused = missing & ~(unsigned)THRICE_PART_GROUP;
    if (sandbox->is_required && refused) packet.stage = THRICE_STAGE_ISOLATION;
    pid_t program = -1;
    if (packet.stage == THRICE_LAUNCHED) {
        struct thrice_child child = {
            .launch = launch, .parent = getpid(), .rules = rules, .is_filtered = 1,
            .missing = missing};
        program = thrice_execute_child(&child, SIGCHLD, NULL);
        packet.stage = program < 0 ? THRICE_STAGE_CLONE : child.stage;
        packet.error = program < 0 ? errno : child.error;
        missing = child.missing;
        if (packet.stage == THRICE_LAUNCHED) take_inputs(program, sandbox, &missing);
        if (sandbox->is_required && missing & THRICE_PART_INPUTS)
            packet.stage = THRICE_STAGE_ISOLATION;
    }
    packet.missing = missing;
    tell(report, packet);
    if (packet.stage != THRICE_LAUNCHED) _exit(127);
    // It must hold no end of a pipe: a pipe is to end with the program.
    if (dup2(report, 0) < 0) _exit(127);
    syscall(SYS_close_range, 1u, ~0u, 0);
    wait_for(program, 0);
}

// A copy of the caller, not a sharer of its memory: it stays as long as the program does.
static pid_t copy(unsigned long flags, int *pidfd) {
    return (pid_t)syscall(SYS_clone, flags, NULL, pidfd, NULL, NULL);
}

// With as much of it as the kernel allows.
static pid_t copy_into_namespaces(int flags, int *pidfd, unsigned *missing) {
    static const struct {
        int flags;
        unsigned missing;
    } attempts[] = {
        {CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS,
         0},
        {CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS,
         THRICE_PART_USER},
        {0, THRICE_PART_USER | THRICE_PART_NAMESPACES},
    };
    for (int i = 0;; i++) {
        *missing = attempts[i].missing;
        pid_t pid = copy((unsigned long)(flags | attempts[i].flags), pidfd);
        int is_refused = errno == EPERM || errno == EACCES || errno == EINVAL || errno == ENOSPC;
        if (pid >= 0 || !is_refused || attempts[i].flags == 0) return pid;
    }
}

// The first process's child; where that has ended already the first process stands for it.
static pid_t only_child(pid_t pid) {
    char path[64], text[32] = "";
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return pid;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    int child = count > 0 ? atoi(text) : 0;
    return child > 0 ? child : pid;
}

// Who kills by the handle kills the program, so that its end is told as it was: the first process,
// killed itself, could tell nothing.
static void find_program(struct thrice_launched *result) {
    result->program = only_child(result->pid);
    if (result->program == result->pid) return;
    int handle = (int)syscall(SYS_pidfd_open, result->program, 0);
    // The number is its own as long as the first process has it for a child.
    if (handle < 0 || only_child(result->pid) != result->program) {
        if (handle >= 0) close(handle);
        return;
    }
    if (result->pidfd >= 0) close(result->pidfd);
    result->pidfd = handle;
}

struct thrice_launched thrice_start_in_sandbox(const struct thrice_launch *launch) {
    struct thrice_launched result = {.pid = -1, .pidfd = -1, .report = -1};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) {
        result.stage = THRICE_STAGE_DESCRIPTORS;
        result.error = errno;
        return result;
    }
    sigset_t all, mask;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask);
    unsigned missing = 0;
    int flags = CLONE_PIDFD | (launch->as_sibling ? CLONE_PARENT : SIGCHLD);
    result.pid = copy_into_namespaces(flags, &result.pidfd, &missing);
    if (result.pid == 0) run_first(launch, ends[1], missing);
    int error = errno;
    sigprocmask(SIG_SETMASK, &mask, NULL);
    close(ends[1]);
    struct thrice_sandbox_report packet = {.stage = THRICE_STAGE_CLONE, .error = error};
    if (result.pid > 0) {
        ssize_t count;
        do count = read(ends[0], &packet, sizeof packet);
        while (count < 0 && errno == EINTR);
        if (count != sizeof packet) packet.stage = THRICE_STAGE_ISOLATION, packet.error = ECHILD;
    }
    result.stage = packet.stage;
    result.error = packet.error;
    result.missing = packet.missing;
    if (packet.stage == THRICE_LAUNCHED) {
        // Who reads the end of the program must never wait for it.
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        result.report = ends[0];
        find_program(&result);
        return result;
    }
    close(ends[0]);
    if (result.pidfd >= 0) close(result.pidfd);
    result.pidfd = -1;
    if (result.pid > 0 && !launch->as_sibling)
        while (waitpid(result.pid, NULL, 0) < 0 && errno == EINTR) continue;
    return result;
}
