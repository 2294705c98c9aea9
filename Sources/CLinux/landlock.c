#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// linux/landlock.h of the build machine may be older than the kernel: the numbers are an ABI.
enum { NR_CREATE_RULESET = 444, NR_ADD_RULE = 445, NR_RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, RULE_PATH_BENEATH = 1 };
enum {
    MAY_EXECUTE = 1 << 0,
    MAY_WRITE_FILE = 1 << 1,
    MAY_READ_FILE = 1 << 2,
    MAY_READ_FOLDER = 1 << 3,
};

// Later fields are unknown to older kernels, which take a shorter struct.
struct rules {
    uint64_t files;   // all versions
    uint64_t network; // version 4: bind and connect of TCP
    uint64_t scoped;  // version 6: abstract sockets, signals
};

struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

// All that a version can keep away from.
static uint64_t all_files(long version) {
    if (version >= 5) return (1u << 16) - 1;
    if (version >= 3) return (1u << 15) - 1;
    if (version == 2) return (1u << 14) - 1;
    return (1u << 13) - 1;
}

static int allow(int rules, const char *path, uint64_t allowed) {
    struct path_rule rule = {.parent = open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
    struct stat status;
    if (fstat(rule.parent, &status)) status.st_mode = 0;
    rule.allowed = S_ISDIR(status.st_mode) ? allowed : allowed & ~(uint64_t)MAY_READ_FOLDER;
    long result = syscall(NR_ADD_RULE, rules, RULE_PATH_BENEATH, &rule, 0);
    int error = errno;
    close(rule.parent);
    errno = error;
    return (int)result;
}

int thrice_landlock_rules(const struct thrice_sandbox *sandbox) {
    static const char *const sources[] = {"/dev/zero", "/dev/full", NULL};
    static const char *const random[] = {"/dev/random", "/dev/urandom", NULL};
    long version = syscall(NR_CREATE_RULESET, NULL, 0, ASK_VERSION);
    if (version < 1) return -1;
    struct rules all = {.files = all_files(version), .network = 3, .scoped = 3};
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int rules = (int)syscall(NR_CREATE_RULESET, &all, size, 0);
    if (rules < 0) return -1;
    int failed = 0;
    for (const char *const *path = sandbox->readable; *path && !failed; path++)
        failed = allow(rules, *path, MAY_EXECUTE | MAY_READ_FILE | MAY_READ_FOLDER);
    for (const char *const *path = sources; *path && !failed; path++)
        failed = allow(rules, *path, MAY_READ_FILE);
    for (const char *const *path = random; *path && !failed && !sandbox->denies_random; path++)
        failed = allow(rules, *path, MAY_READ_FILE);
    if (!failed) failed = allow(rules, "/dev/null", MAY_READ_FILE | MAY_WRITE_FILE);
    if (!failed && sandbox->sees_itself)
        failed = allow(rules, "/proc", MAY_READ_FILE | MAY_READ_FOLDER);
    if (!failed) return rules;
    close(rules);
    return -1;
}

int thrice_landlock_restrict(int rules) { return (int)syscall(NR_RESTRICT_SELF, rules, 0); }
