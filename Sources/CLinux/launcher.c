#define _GNU_SOURCE
#include "launcher.h"
#include "sandbox.h"

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
static void reset_signals(const struct thrice_launch *launch) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) {
        int is_terminal = number == SIGINT || number == SIGHUP || number == SIGQUIT;
        action.sa_handler = launch->ignore_signals && is_terminal ? SIG_IGN : SIG_DFL;
        sigaction(number, &action, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static int pin(int core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET((size_t)core, &cores);
    return sched_setaffinity(0, sizeof cores, &cores);
}

static int restrict_files(struct thrice_child *child) {
    if (child->rules < 0 || thrice_landlock_restrict(child->rules) == 0) return 0;
    child->missing |= THRICE_PART_LANDLOCK;
    return child->launch->sandbox->is_required ? -1 : 0;
}

static int filter(struct thrice_child *child) {
    if (!child->is_filtered) return 0;
    const struct thrice_sandbox *sandbox = child->launch->sandbox;
    if (thrice_filter_replica(sandbox) == 0) return 0;
    child->missing |= THRICE_PART_SECCOMP;
    return sandbox->is_required ? -1 : 0;
}

static int offer_inputs(struct thrice_child *child) {
    if (!child->is_filtered) return 0;
    const struct thrice_sandbox *sandbox = child->launch->sandbox;
    if (thrice_offer_inputs(sandbox) == 0) return 0;
    child->missing |= THRICE_PART_INPUTS;
    return sandbox->is_required ? -1 : 0;
}

// Returns the stage that failed, with errno.
static int become_program(struct thrice_child *child) {
    const struct thrice_launch *launch = child->launch;
    // Inside of a sandbox a session cannot be had, and a group is as good.
    if (launch->new_session && !launch->sandbox && setsid() < 0) setpgid(0, 0);
    if (!launch->outlives_parent && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))
        return THRICE_STAGE_PRIVILEGES;
    if (launch->gives_no_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return THRICE_STAGE_PRIVILEGES;
    // The parent may have ended before the line above; then nobody would ever send the signal.
    if (!launch->outlives_parent && getppid() != child->parent) {
        errno = ESRCH;
        return THRICE_STAGE_PRIVILEGES;
    }
    if (launch->folder && chdir(launch->folder)) return THRICE_STAGE_FOLDER;
    if (launch->core >= 0 && pin(launch->core)) return THRICE_STAGE_CORE;
    // It can only fail where less was asked for than there is already.
    if (launch->niceness > 0) setpriority(PRIO_PROCESS, 0, launch->niceness);
    if (restrict_files(child)) return THRICE_STAGE_ISOLATION;
    if (arrange(launch)) return THRICE_STAGE_DESCRIPTORS;
    if (limit(launch)) return THRICE_STAGE_LIMITS;
    reset_signals(launch);
    if (offer_inputs(child)) return THRICE_STAGE_ISOLATION;
    if (filter(child)) return THRICE_STAGE_ISOLATION;
    execve(launch->path, launch->arguments, launch->environment);
    return THRICE_STAGE_EXECUTE;
}

static int run_child(void *argument) {
    struct thrice_child *child = argument;
    child->stage = become_program(child);
    child->error = errno;
    _exit(127);
}

// glibc's clone() is used rather than a clone3 of our own: it takes every flag that is needed
// here, and no assembly.
pid_t thrice_execute_child(struct thrice_child *child, int flags, int *pidfd) {
    // The caller stands still until the child executes, so a stack inside its own frame is safe.
    _Alignas(16) char stack[64 << 10];
    child->stage = THRICE_LAUNCHED;
    return clone(run_child, stack + sizeof stack, CLONE_VM | CLONE_VFORK | flags, child, pidfd);
}

struct thrice_launched thrice_start(const struct thrice_launch *launch) {
    if (launch->sandbox) return thrice_start_in_sandbox(launch);
    struct thrice_child child = {.launch = launch, .parent = launch->parent, .rules = -1};
    struct thrice_launched result = {.pidfd = -1, .report = -1};
    sigset_t all, mask;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask);
    int pidfd = -1;
    result.pid = thrice_execute_child(
        &child, CLONE_PIDFD | (launch->as_sibling ? CLONE_PARENT : SIGCHLD), &pidfd);
    int error = errno;
    sigprocmask(SIG_SETMASK, &mask, NULL);
    result.pidfd = pidfd;
    result.program = result.pid;
    if (result.pid < 0) {
        result.stage = THRICE_STAGE_CLONE;
        result.error = error;
    } else if (child.stage != THRICE_LAUNCHED) {
        result.stage = child.stage;
        result.error = child.error;
        if (pidfd >= 0) close(pidfd);
        result.pidfd = -1;
        if (!launch->as_sibling)
            while (waitpid(result.pid, NULL, 0) < 0 && errno == EINTR) continue;
    }
    return result;
}
