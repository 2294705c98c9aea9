// One replica with one fault. It answers each demand line with 16 hexadecimal digits, the FNV-1a
// digest of the line's bytes; with `stateful` the digest of all lines so far.
//
//   faulty MODE [at=N | every=N | from=N] [ms=N] [start=N] [salt=N] [stateful] [mark=TEXT]
//
// A demand starts with its number; at, every and from choose by that number where the fault shows,
// so a replica started anew does not repeat a fault of the past. Without them it shows on every
// demand. `mark` is only there to be found in /proc/PID/cmdline, also in what a replica forked.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static const char *mode = "good";
static long at = -1, every = -1, from = -1, milliseconds = 0, salt = 1;

static int shows(long number) {
    if (at >= 0) return number == at;
    if (every > 0) return number % every == 0;
    return number >= from;
}

static int is(const char *name) { return strcmp(mode, name) == 0; }

static void put(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) _exit(0);
        bytes += written;
        count -= (size_t)written;
    }
}

static void answer(uint64_t value) {
    char line[32];
    put(1, line, (size_t)snprintf(line, sizeof line, "%016llx\n", (unsigned long long)value));
}

static void wait_milliseconds(long count) {
    struct timespec left = {count / 1000, count % 1000 * 1000000};
    while (nanosleep(&left, &left) < 0 && errno == EINTR) {}
}

static void wait_for_ever(void) {
    for (;;) pause();
}

static void crash(int signal_number) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
    _exit(99);
}

static void write_for_ever(int fd) {
    static char block[65536];
    memset(block, 'x', sizeof block);
    for (;;) put(fd, block, sizeof block);
}

// Leaves a process behind that holds all three pipes, and returns when it stands. `leave` also
// takes it out of the process group and the session of the replica, and of the process between
// them.
static void fork_holder(int leave) {
    int ready[2];
    char byte;
    if (pipe(ready) != 0) _exit(99);
    if (fork() != 0) {
        if (read(ready[0], &byte, 1) != 1) _exit(99);
        return;
    }
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    if (leave) {
        setsid();
        if (fork() != 0) _exit(0);
        setsid();
    }
    if (write(ready[1], "", 1) != 1) _exit(99);
    wait_for_ever();
}

// What the fault does instead of the plain answer; returns when the replica lives on.
static void misbehave(uint64_t value, uint64_t before) {
    if (is("crash")) crash(SIGSEGV);
    if (is("abort")) crash(SIGABRT);
    if (is("exit")) _exit(0);
    if (is("half")) {
        char line[32];
        snprintf(line, sizeof line, "%016llx\n", (unsigned long long)value);
        put(1, line, 8);
        crash(SIGSEGV);
    }
    if (is("busy")) for (volatile unsigned long i = 0;; i++) {}
    if (is("blocked")) wait_for_ever();
    if (is("stubborn")) {
        signal(SIGTERM, SIG_IGN);
        signal(SIGINT, SIG_IGN);
        signal(SIGHUP, SIG_IGN);
        wait_for_ever();
    }
    if (is("nothing")) return;
    if (is("slow")) wait_milliseconds(milliseconds);
    if (is("wrong")) value ^= (uint64_t)salt;
    if (is("behind")) value = before;
    if (is("nul")) {
        put(1, "0000\0\0\0000000000\n", 17);
        return;
    }
    if (is("empty")) {
        put(1, "\n", 1);
        return;
    }
    if (is("endless")) write_for_ever(1);
    if (is("flood")) write_for_ever(2);
    if (is("chatty")) {
        char block[4096];
        memset(block, 'y', sizeof block);
        block[sizeof block - 1] = '\n';
        put(2, block, sizeof block);
    }
    if (is("close-stdin")) {
        answer(value);
        close(0);
        wait_for_ever();
    }
    if (is("close-stdout")) {
        close(1);
        wait_for_ever();
    }
    if (is("orphan") || is("daemon")) {
        fork_holder(is("daemon"));
        crash(SIGSEGV);
    }
    answer(value);
    if (is("twice")) answer(value);
}

static uint64_t digest(uint64_t hash, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash;
}

static long number_after(const char *argument, const char *name) {
    size_t length = strlen(name);
    return strncmp(argument, name, length) == 0 ? atol(argument + length) : -1;
}

int main(int count, char **arguments) {
    int stateful = 0;
    long start = 0;
    if (count > 1) mode = arguments[1];
    for (int i = 2; i < count; i++) {
        const char *argument = arguments[i];
        long value;
        if ((value = number_after(argument, "at=")) >= 0) at = value;
        if ((value = number_after(argument, "every=")) >= 0) every = value;
        if ((value = number_after(argument, "from=")) >= 0) from = value;
        if ((value = number_after(argument, "ms=")) >= 0) milliseconds = value;
        if ((value = number_after(argument, "start=")) >= 0) start = value;
        if ((value = number_after(argument, "salt=")) >= 0) salt = value;
        if (strcmp(argument, "stateful") == 0) stateful = 1;
    }
    if (start > 0) wait_milliseconds(start);
    if (is("crash-at-start")) crash(SIGSEGV);
    if (is("early")) answer(0);
    const uint64_t basis = 14695981039346656037u;
    uint64_t state = basis, before = 0;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        if (line[length - 1] == '\n') length--;
        uint64_t value = digest(stateful ? state : basis, line, (size_t)length);
        state = value;
        if (!is("good") && !is("early") && shows(strtol(line, NULL, 10))) misbehave(value, before);
        else answer(value);
        before = value;
    }
    return 0;
}
