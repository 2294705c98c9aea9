#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Of linux/mount.h, which cannot be had beside sys/mount.h.
enum { NR_MOUNT_SETATTR = 442, WHOLE_TREE = 0x8000, ONLY_READ = 1, NO_SETUID = 2 };
struct mount_attributes {
    uint64_t set, clear, propagation, user_namespace;
};

enum { NOBODY = 65534 };

static int write_file(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t written = write(file, text, strlen(text));
    close(file);
    return written < 0 ? -1 : 0;
}

// One user and one group exist. As "nobody" it has no capability once it has executed a program.
static int map_user(const struct thrice_sandbox *sandbox) {
    char line[64];
    if (write_file("/proc/self/setgroups", "deny")) return -1;
    snprintf(line, sizeof line, "%d %u 1", NOBODY, sandbox->user);
    if (write_file("/proc/self/uid_map", line)) return -1;
    snprintf(line, sizeof line, "%d %u 1", NOBODY, sandbox->group);
    return write_file("/proc/self/gid_map", line);
}

// Device files stay usable; it is the files that can no longer be written, made or removed.
static int close_file_systems(const struct thrice_sandbox *sandbox) {
    struct mount_attributes attributes = {.set = ONLY_READ | NO_SETUID};
    unsigned long flags = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
    // Nothing of this must reach the mounts that others see.
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)) return -1;
    if (syscall(NR_MOUNT_SETATTR, AT_FDCWD, "/", WHOLE_TREE, &attributes, sizeof attributes))
        return -1;
    // Where a container hides parts of /proc no new one can be had: then it is empty.
    if (sandbox->sees_itself && mount("proc", "/proc", "proc", flags, NULL) == 0) {
        // Random numbers of the kernel's are there, and nothing that a program needs.
        if (!sandbox->denies_random) return 0;
        return mount("none", "/proc/sys", "tmpfs", flags, "size=4k,mode=555");
    }
    return mount("none", "/proc", "tmpfs", flags, "size=4k,mode=555");
}

// For ever: a program of root's gets nothing back when it is executed.
static int drop_capabilities(void) {
    for (int capability = 0; capability <= 63; capability++)
        if (prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1)
            if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)) return -1;
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2];
    memset(none, 0, sizeof none);
    return (int)syscall(SYS_capset, &header, none);
}

// Who has none to begin with, and can get none, has nothing to drop.
static int has_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct has[2];
    memset(has, 0, sizeof has);
    if (syscall(SYS_capget, &header, has)) return 1;
    return (has[0].permitted | has[1].permitted) != 0 || geteuid() == 0;
}

static int join_groups(const struct thrice_sandbox *sandbox) {
    for (int i = 0; i < sandbox->group_count; i++)
        if (write(sandbox->groups[i], "0", 1) != 1) return -1;
    return 0;
}

unsigned thrice_enter_sandbox(const struct thrice_sandbox *sandbox, unsigned missing) {
    if (join_groups(sandbox)) missing |= THRICE_PART_GROUP;
    // The replicas go before voter, supervisor and guardian when the machine runs out of memory.
    write_file("/proc/self/oom_score_adj", "1000");
    if (!(missing & THRICE_PART_USER) && map_user(sandbox)) missing |= THRICE_PART_USER;
    if (missing & THRICE_PART_NAMESPACES) {
        missing |= THRICE_PART_READ_ONLY;
    } else {
        if (close_file_systems(sandbox)) missing |= THRICE_PART_READ_ONLY;
        sethostname("replica", 7);
    }
    if (drop_capabilities() && has_capabilities()) missing |= THRICE_PART_CAPABILITIES;
    return missing;
}
