#define _GNU_SOURCE
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// The child shares the caller's memory until it executes (CLONE_VM | CLONE_VFORK), so it reports a
// failure by writing it down. glibc's clone() is used rather than a clone3 of our own: it takes
// every flag that is needed here, and no assembly.
struct child {
    const struct thrice_launch *launch;
    struct thrice_launched *result;
    sigset_t mask;
};

static int fail(struct child *child, enum thrice_launch_stage stage) {
    child->result->stage = stage;
    child->result->error = errno;
    _exit(127);
}

// Moves the descriptors out of each other's way first, then down to where they belong.
static int arrange(const struct thrice_launch *launch) {
    int count = 3 + launch->passed_count;
    int moved[3 + THRICE_PASSED_MAX];
    for (int i = 0; i < count; i++) {
        int from = i < 3 ? launch->standard[i] : launch->passed[i - 3];
        moved[i] = fcntl(from, F_DUPFD, 3 + THRICE_PASSED_MAX);
        if (moved[i] < 0) return -1;
    }
    for (int i = 0; i < count; i++)
        if (dup2(moved[i], i) < 0) return -1;
    return (int)syscall(SYS_close_range, (unsigned)count, ~0u, 0);
}

static int limit(const struct thrice_launch *launch) {
    for (int i = 0; i < launch->limit_count; i++) {
        __rlimit_resource_t resource = (__rlimit_resource_t)launch->limits[i].resource;
        struct rlimit value;
        if (getrlimit(resource, &value)) return -1;
        // Who started us may have been stricter already.
        if (launch->limits[i].value < value.rlim_max) value.rlim_max = launch->limits[i].value;
        value.rlim_cur = value.rlim_max;
        if (setrlimit(resource, &value)) return -1;
    }
    return 0;
}

// Handlers of the caller must not run here, and what it ignores must not be inherited.
static void reset_signals(const struct child *child) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) {
        int is_terminal = number == SIGINT || number == SIGHUP || number == SIGQUIT;
        action.sa_handler = child->launch->ignore_signals && is_terminal ? SIG_IGN : SIG_DFL;
        sigaction(number, &action, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static int run_child(void *argument) {
    struct child *child = argument;
    const struct thrice_launch *launch = child->launch;
    if (launch->new_session) setsid();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        fail(child, THRICE_STAGE_PRIVILEGES);
    // The parent may have ended before the line above; then nobody would ever send the signal.
    if (getppid() != launch->parent) {
        errno = ESRCH;
        fail(child, THRICE_STAGE_PRIVILEGES);
    }
    if (launch->folder && chdir(launch->folder)) fail(child, THRICE_STAGE_FOLDER);
    if (arrange(launch)) fail(child, THRICE_STAGE_DESCRIPTORS);
    if (limit(launch)) fail(child, THRICE_STAGE_LIMITS);
    reset_signals(child);
    execve(launch->path, launch->arguments, launch->environment);
    return fail(child, THRICE_STAGE_EXECUTE);
}

struct thrice_launched thrice_start(const struct thrice_launch *launch) {
    struct thrice_launched result = {.pid = -1, .pidfd = -1, .stage = THRICE_LAUNCHED};
    struct child child = {.launch = launch, .result = &result};
    // The caller stands still until the child executes, so a stack inside its own frame is safe.
    _Alignas(16) char stack[64 << 10];
    int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD;
    if (launch->as_sibling) flags = (flags & ~0xff) | CLONE_PARENT;
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &child.mask);
    int pidfd = -1;
    result.pid = clone(run_child, stack + sizeof stack, flags, &child, &pidfd);
    int error = errno;
    sigprocmask(SIG_SETMASK, &child.mask, NULL);
    result.pidfd = pidfd;
    if (result.pid < 0) {
        result.stage = THRICE_STAGE_CLONE;
        result.error = error;
    } else if (result.stage != THRICE_LAUNCHED) {
        if (pidfd >= 0) close(pidfd);
        result.pidfd = -1;
        if (!launch->as_sibling)
            while (waitpid(result.pid, NULL, 0) < 0 && errno == EINTR) continue;
    }
    return result;
}
