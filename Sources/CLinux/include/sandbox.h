// Keeps a replica from everything but its pipes and the files that it may read.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// What a sandbox consists of; a bit each in `missing`.
enum thrice_sandbox_part {
    THRICE_PART_USER = 1 << 0,         // user namespace
    THRICE_PART_NAMESPACES = 1 << 1,   // mount, process, network, IPC and host name
    THRICE_PART_READ_ONLY = 1 << 2,    // no file system can be written, /proc has no peers
    THRICE_PART_CAPABILITIES = 1 << 3, // none, for ever
    THRICE_PART_LANDLOCK = 1 << 4,     // only the named files can be opened
    THRICE_PART_SECCOMP = 1 << 5,      // only the calls that computing needs
    THRICE_PART_GROUP = 1 << 6,        // the control groups that were made for it
    THRICE_PART_INPUTS = 1 << 7,       // no clock, no random bytes, where they are denied
};

struct thrice_sandbox {
    int parent_handle; // pidfd of the process that is to be the parent: we end when it has
    int is_required;   // a missing part is a failure
    int may_fork;      // may make processes, not only threads
    int denies_time;   // the calls that tell the time fail
    int denies_random; // those that give random bytes fail, and addresses are always the same
    int sees_itself;   // /proc of its own processes instead of an empty folder
    const char *const *readable; // files and folders, ends in NULL; what is not there is left out
    const int *groups; // cgroup.procs of control groups that it joins
    int group_count;
    uid_t user; // of the caller: inside it is "nobody"
    gid_t group;
};

/// What the first process of a sandbox tells, in packets of this.
struct thrice_sandbox_report {
    int stage; // enum thrice_launch_stage
    int error;
    unsigned missing; // enum thrice_sandbox_part
    int was_signal;   // of the last packet: how the program ended
    int status;
};

/// The set-up of the calling process, in its new namespaces, as far as the kernel allows it.
/// Returns the parts that are missing besides those in `missing`.
unsigned thrice_enter_sandbox(const struct thrice_sandbox *sandbox, unsigned missing);

/// A Landlock rule set of `sandbox`, or -1 with errno.
int thrice_landlock_rules(const struct thrice_sandbox *sandbox);
int thrice_landlock_restrict(int rules);

/// Takes from a program what the kernel gives it of `denies_time` and `denies_random` without a
/// call: the program, before it is executed, offers it and stops when it is; whoever started it
/// takes it then and lets it run. Each returns 0 or -1.
int thrice_offer_inputs(const struct thrice_sandbox *sandbox);
int thrice_take_inputs(pid_t program, const struct thrice_sandbox *sandbox);

/// The filter of system calls of a replica; what is not allowed fails with EPERM.
int thrice_filter_replica(const struct thrice_sandbox *sandbox);
