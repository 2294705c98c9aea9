// Starts a program as the supervisor needs it; all that happens between clone and exec is C.
#pragma once
#include <stdint.h>
#include <sys/types.h>

enum {
    THRICE_LIMITS_MAX = 8,
    THRICE_PASSED_MAX = 12,
};

enum thrice_launch_stage {
    THRICE_LAUNCHED = 0,
    THRICE_STAGE_CLONE,
    THRICE_STAGE_DESCRIPTORS,
    THRICE_STAGE_LIMITS,
    THRICE_STAGE_PRIVILEGES,
    THRICE_STAGE_FOLDER,
    THRICE_STAGE_EXECUTE,
    THRICE_STAGE_CORE,
    THRICE_STAGE_ISOLATION,
};

struct thrice_sandbox;

struct thrice_limit {
    int resource;  // RLIMIT_…
    uint64_t value;
};

struct thrice_launch {
    const char *path;       // absolute, or relative to the caller's folder
    char *const *arguments; // ends in NULL
    char *const *environment;
    const char *folder; // working directory of the program; NULL: the caller's

    int standard[3]; // become 0, 1 and 2
    int passed[THRICE_PASSED_MAX]; // become 3, 4, …; every other descriptor is closed
    int passed_count;

    int new_session;    // its own session and process group
    int as_sibling;     // CLONE_PARENT: the caller's parent becomes its parent and reaps it
    pid_t parent;       // who its parent is to be: it ends at once if that one is gone already
    int outlives_parent; // no signal when that parent ends
    int ignore_signals; // SIGINT, SIGHUP and SIGQUIT of the terminal are for somebody else
    struct thrice_limit limits[THRICE_LIMITS_MAX];
    int limit_count;
    int gives_no_privileges; // what it executes never has more rights than it has
    int core;                // the one that it is pinned to; -1: any
    int niceness;            // its priority is at least so low; 0: the caller's
    const struct thrice_sandbox *sandbox; // NULL: none
};

struct thrice_launched {
    pid_t pid;
    int pidfd; // of the program, if it had not ended already; close-on-exec
    int stage; // where it failed, THRICE_LAUNCHED when it did not
    int error; // errno there
    unsigned missing; // with a sandbox: enum thrice_sandbox_part
    // With a sandbox: where its first process tells how the program ended (struct
    // thrice_sandbox_report), close-on-exec. `pid` is the first process, and ends when the
    // program has ended.
    int report;
    pid_t program;
};

/// Returns when the program runs, or has failed before it did. SIGKILL reaches it when `parent`
/// ends.
struct thrice_launched thrice_start(const struct thrice_launch *launch);

/// The same in a sandbox; `thrice_start` goes there.
struct thrice_launched thrice_start_in_sandbox(const struct thrice_launch *launch);

/// A child that is about to execute the program; it shares the caller's memory until it does.
struct thrice_child {
    const struct thrice_launch *launch;
    pid_t parent; // as getppid() says it to the child
    int rules;    // Landlock's, or -1
    int is_filtered;
    int stage; // where it failed
    int error;
    unsigned missing;
};

/// Clones with `flags` besides those for sharing memory; returns the process number, or -1 with
/// errno. `stage` is set when the program could not be executed.
pid_t thrice_execute_child(struct thrice_child *child, int flags, int *pidfd);
