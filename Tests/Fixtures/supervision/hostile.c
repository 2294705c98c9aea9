// A replica that tries what no replica should. It says "done" when it has, otherwise why not.
//   hostile ACT [ARGUMENT]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void say(const char *what) {
    if (write(1, what, strlen(what)) < 0 || write(1, "\n", 1) < 0) _exit(9);
}

static int outcome(long result) {
    say(result >= 0 ? "done" : strerrorname_np(errno));
    return 0;
}

static int read_file(const char *path) {
    char byte;
    int file = open(path, O_RDONLY | O_NONBLOCK);
    return outcome(file < 0 ? -1 : read(file, &byte, 1) < 0 && errno != EAGAIN ? -1 : 0);
}

static int write_file(const char *path) {
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    return outcome(file < 0 ? -1 : write(file, "x", 1));
}

static int talk_to_port(const char *port) {
    struct sockaddr_in place = {.sin_family = AF_INET};
    place.sin_port = htons((unsigned short)atoi(port));
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int file = socket(AF_INET, SOCK_STREAM, 0);
    return outcome(file < 0 ? -1 : connect(file, (void *)&place, sizeof place));
}

static int talk_to_path(const char *path) {
    struct sockaddr_un place = {.sun_family = AF_UNIX};
    snprintf(place.sun_path, sizeof place.sun_path, "%s", path);
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    return outcome(file < 0 ? -1 : connect(file, (void *)&place, sizeof place));
}

static void *rest(void *nothing) {
    pause();
    return nothing;
}

// So many more processes or threads; says how many there were.
static int multiply(int count, int with_threads) {
    char text[32];
    int made = 0;
    pid_t parent = getpid();
    while (made < count) {
        if (with_threads) {
            pthread_t thread;
            if (pthread_create(&thread, NULL, rest, NULL)) break;
        } else {
            pid_t child = fork();
            if (child < 0) break;
            if (child == 0) {
                prctl(PR_SET_PDEATHSIG, SIGKILL);
                if (getppid() == parent) pause();
                _exit(0);
            }
        }
        made++;
    }
    snprintf(text, sizeof text, "%d", made);
    say(text);
    return 0;
}

// So many GiB, all touched; says how many MiB it got.
static int take_memory(int gigabytes, int flags) {
    char text[32];
    long made = 0, piece = 16 << 20;
    for (; made < (long)gigabytes << 30; made += piece) {
        char *memory = mmap(NULL, (size_t)piece, PROT_READ | PROT_WRITE, flags, -1, 0);
        if (memory == MAP_FAILED) break;
        for (long i = 0; i < piece; i += 4096) memory[i] = 1;
    }
    snprintf(text, sizeof text, "%ld", made >> 20);
    say(text);
    return 0;
}

// Its child keeps standard output open, in a session of its own.
static int leave_child(void) {
    int ends[2];
    char said;
    if (pipe(ends)) return outcome(-1);
    pid_t child = fork();
    if (child == 0) {
        setsid();
        say("child");
        (void)!write(ends[1], "x", 1);
        pause();
    }
    if (child < 0) return outcome(-1);
    (void)!read(ends[0], &said, 1);
    return 0;
}

static int name_of_host(void) {
    struct utsname name;
    uname(&name);
    say(name.nodename);
    return 0;
}

static int pair(int type) {
    int ends[2];
    return outcome(socketpair(AF_UNIX, type, 0, ends));
}

// Shared memory behind a device; what is open for reading only cannot be written.
static int share_zero(void) {
    int file = open("/dev/zero", O_RDWR);
    if (file < 0) return outcome(-1);
    void *memory = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return outcome(memory == MAP_FAILED ? -1 : 0);
}

static int make_stack(void) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN;
    void *memory = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, flags, -1, 0);
    return outcome(memory == MAP_FAILED ? -1 : 0);
}

static int take_lease(const char *path) {
    int file = open(path, O_RDONLY);
    return outcome(file < 0 ? -1 : fcntl(file, F_SETLEASE, F_RDLCK));
}

static int change_limit(pid_t process) {
    struct rlimit limit;
    return outcome(prlimit(process, RLIMIT_CORE, NULL, &limit));
}

// As a program asks for the clock: through the C library, which asks the vDSO where there is one.
static int ask_time(void) {
    struct timespec now;
    return outcome(clock_gettime(CLOCK_REALTIME, &now));
}

static int ask_random(void) {
    char byte;
    return outcome(getrandom(&byte, 1, 0));
}

// What differs from process to process though nobody asks for it.
static int show_given_random(void) {
    const unsigned char *bytes = (const unsigned char *)getauxval(AT_RANDOM);
    char text[96];
    int here = 0;
    snprintf(
        text, sizeof text, "%02x%02x%02x%02x %p", bytes[0], bytes[5], bytes[8], bytes[15],
        (void *)&here);
    say(text);
    return 0;
}

static int act(const char *name, const char *argument) {
    pid_t peer = atoi(argument);
    if (!strcmp(name, "read")) return read_file(argument);
    if (!strcmp(name, "write")) return write_file(argument);
    if (!strcmp(name, "open")) return outcome(open(argument, O_RDWR));
    if (!strcmp(name, "remove")) return outcome(unlink(argument));
    if (!strcmp(name, "mode")) return outcome(chmod(argument, 0777));
    if (!strcmp(name, "port")) return talk_to_port(argument);
    if (!strcmp(name, "path")) return talk_to_path(argument);
    if (!strcmp(name, "stream")) return pair(SOCK_STREAM);
    if (!strcmp(name, "datagram")) return pair(SOCK_DGRAM);
    if (!strcmp(name, "raw")) return pair(SOCK_RAW);
    if (!strcmp(name, "zero")) return share_zero();
    if (!strcmp(name, "stack")) return make_stack();
    if (!strcmp(name, "limits")) return change_limit(peer);
    if (!strcmp(name, "lease")) return take_lease(argument);
    if (!strcmp(name, "outlive")) return outcome(prctl(PR_SET_PDEATHSIG, 0));
    if (!strcmp(name, "name")) return outcome(prctl(PR_SET_NAME, "other"));
    if (!strcmp(name, "call")) return outcome(syscall(peer));
    if (!strcmp(name, "signal")) return outcome(kill(peer, 0));
    if (!strcmp(name, "trace")) return outcome(ptrace(PTRACE_ATTACH, peer, 0, 0));
    if (!strcmp(name, "fork")) return multiply(peer, 0);
    if (!strcmp(name, "threads")) return multiply(peer, 1);
    if (!strcmp(name, "memory")) return take_memory(peer, MAP_PRIVATE | MAP_ANONYMOUS);
    if (!strcmp(name, "shared")) return take_memory(peer, MAP_SHARED | MAP_ANONYMOUS);
    if (!strcmp(name, "segment")) return outcome(shmget(IPC_PRIVATE, 1 << 20, 0600));
    if (!strcmp(name, "file")) return outcome(memfd_create("hidden", 0));
    if (!strcmp(name, "namespace")) return outcome(unshare(CLONE_NEWUSER));
    if (!strcmp(name, "mount")) return outcome(mount("none", "/mnt", "tmpfs", 0, ""));
    if (!strcmp(name, "child")) return leave_child();
    if (!strcmp(name, "host")) return name_of_host();
    if (!strcmp(name, "time")) return ask_time();
    if (!strcmp(name, "random")) return ask_random();
    if (!strcmp(name, "given")) return show_given_random();
    if (!strcmp(name, "abort")) abort();
    if (!strcmp(name, "terminate")) return outcome(raise(SIGTERM));
    if (!strcmp(name, "exit")) return peer;
    if (!strcmp(name, "stay")) return (int)read(0, &peer, 1);
    say("no such act");
    return 64;
}

int main(int count, char **words) {
    return count < 2 ? 64 : act(words[1], count > 2 ? words[2] : "0");
}
