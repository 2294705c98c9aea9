// What a fault costs the consumer of a run: the answer to the demand that follows it at once, in
// milliseconds, beside the same without a fault or a process started by hand.
//   recovery ROUNDS THRICE REPLICA
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 1000, WORDS_MAX = 32, WARM = 200, HISTORY = 200000 };

struct run {
    pid_t pid;
    int input, output;
};

static const char *thrice, *replica;
static char folder[] = "/tmp/thrice-recovery-XXXXXX";
static double first[ROUNDS_MAX], second[ROUNDS_MAX];

static void fail(const char *what) {
    fprintf(stderr, "recovery: %s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct run start(const char *const words[]) {
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) fail("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], 0);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    struct run run = {.input = input[1], .output = output[0]};
    char *environment[] = {"PATH=/usr/bin:/bin", NULL};
    if (posix_spawn(&run.pid, words[0], &actions, NULL, (char **)words, environment))
        fail("cannot start");
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]), close(output[1]);
    return run;
}

// `count` replicas, and what else the run is told.
static struct run begin(int count, const char *const options[]) {
    const char *words[WORDS_MAX] = {thrice, "run", "--quiet", "--agree", "2", "--run-folder"};
    static char runs[64];
    static int number;
    snprintf(runs, sizeof runs, "%s/%d", folder, number++);
    int end = 6;
    words[end++] = runs;
    for (int i = 0; i < count; i++) words[end++] = "--replica", words[end++] = replica;
    while (*options) words[end++] = *options++;
    if (symlink(runs, "latest.new") || rename("latest.new", "latest")) fail("no link");
    return start(words);
}

static double ask(struct run run) {
    static const char demand[] = "0123456789abcdef0123456789abcde\n";
    char answer[256];
    double began = now();
    if (write(run.input, demand, sizeof demand - 1) < 0) fail("the run has ended");
    if (read(run.output, answer, sizeof answer) != sizeof demand - 1) fail("no answer");
    return now() - began;
}

static void end(struct run run) {
    close(run.input);
    waitpid(run.pid, NULL, 0);
    close(run.output);
}

// 0 as long as the run does not name it.
static pid_t process(const char *name) {
    char line[256];
    int pid = 0, place;
    FILE *file = fopen("latest/pids", "r");
    while (file && fgets(line, sizeof line, file)) {
        char *space = strrchr(line, ' ');
        place = (int)(space - line);
        if (strlen(name) == (size_t)place && !strncmp(line, name, (size_t)place))
            pid = atoi(space);
    }
    if (file) fclose(file);
    return pid;
}

static char state(pid_t pid) {
    char path[64], text[512] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    char *end = fgets(text, sizeof text, file) ? strrchr(text, ')') : NULL;
    fclose(file);
    return end ? end[2] : 0;
}

static void rest(void) {
    struct timespec time = {.tv_nsec = 1000000};
    nanosleep(&time, NULL);
}

static int compare(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void tell(const char *what, const char *beside, int rounds) {
    qsort(first, (size_t)rounds, sizeof *first, compare);
    qsort(second, (size_t)rounds, sizeof *second, compare);
    int middle = rounds / 2, high = rounds * 9 / 10;
    printf("%-44s %8.3f ms (p90 %.3f); %s %.3f ms (p90 %.3f), ratio %.2f\n", what, first[middle],
        first[high], beside, second[middle], second[high], first[middle] / second[middle]);
    fflush(stdout);
}

// Kills it and waits until the run has seen that: a demand that it was handed it would have lost.
static void lose(const char *name) {
    pid_t killed = process(name);
    kill(killed, SIGKILL);
    while (process(name) == killed) continue;
}

static const char *const patient[] = {"--deadline", "10s", NULL};

static void mask(int rounds) {
    for (int i = 0; i < rounds; i++) {
        struct run run = begin(3, patient);
        for (int k = 0; k < WARM; k++) second[i] = ask(run);
        kill(process("replica r2"), SIGKILL);
        first[i] = ask(run);
        end(run);
    }
    tell("one of three is killed: the next answer", "undisturbed", rounds);
}

static void rejoin(int rounds) {
    const char *alone[] = {replica, NULL};
    for (int i = 0; i < rounds; i++) {
        struct run run = begin(2, patient);
        for (int k = 0; k < WARM; k++) ask(run);
        double began = now();
        lose("replica r2");
        ask(run);
        first[i] = now() - began;
        end(run);
        began = now();
        run = start(alone);
        ask(run);
        second[i] = now() - began;
        end(run);
    }
    tell("one of two is killed: it has rejoined", "started by hand", rounds);
}

static void wake(int rounds) {
    char path[128];
    snprintf(path, sizeof path, "%s/thrice.yaml", folder);
    FILE *file = fopen(path, "w");
    if (!file) fail("cannot write the ensemble");
    fprintf(file, "vote: {agree: 2, restrictive: X}\ndeadline: 500ms\npool: {size: 3, active: 2}\n"
        "replicas:\n");
    for (int i = 1; i <= 3; i++) fprintf(file, "- {name: r%d, command: ['%s']}\n", i, replica);
    fclose(file);
    for (int i = 0; i < rounds; i++) {
        const char *words[] = {thrice, "run", folder, "--quiet", "--run-folder", path, NULL};
        snprintf(path, sizeof path, "%s/pool%d", folder, i);
        if (symlink(path, "latest.new") || rename("latest.new", "latest")) fail("no link");
        struct run run = start(words);
        ask(run);
        const char *names[] = {"replica r1", "replica r2", "replica r3"};
        int asleep = -1;
        for (int tries = 0; asleep < 0; tries++) {
            ask(run);
            rest();
            for (int k = 0; k < 3; k++)
                if (state(process(names[k])) == 'T') asleep = k;
            if (tries > 5000) fail("nobody sleeps");
        }
        for (int k = 0; k < WARM; k++) second[i] = ask(run);
        kill(process(names[(asleep + 1) % 3]), SIGKILL);
        first[i] = ask(run);
        end(run);
    }
    tell("a sleeper takes the place of a killed one", "undisturbed", rounds);
}

static void revive(int rounds) {
    static const char *const options[] = {"--deadline", "10s", "--durability", "synced", NULL};
    for (int i = 0; i < rounds; i++) {
        double began = now();
        struct run run = begin(3, options);
        ask(run);
        second[i] = now() - began;
        for (int k = 0; k < WARM / 10; k++) ask(run);
        pid_t voter = process("voter");
        // What it has taken and not recorded is lost with it: it is idle.
        while (state(voter) != 'S') rest();
        kill(voter, SIGKILL);
        first[i] = ask(run);
        end(run);
    }
    tell("the voter is killed: the next answer", "a run's start", rounds);
    for (int i = 0; i < rounds; i++) {
        struct run run = begin(3, options);
        for (int k = 0; k < WARM / 10; k++) ask(run);
        kill(run.pid, SIGKILL);
        end(run);
        char path[64];
        ssize_t length = readlink("latest", path, sizeof path - 1);
        if (length < 0) fail("no link");
        path[length] = 0;
        const char *words[] = {thrice, "run", "--resume", path, "--quiet", NULL};
        double began = now();
        run = start(words);
        ask(run);
        first[i] = now() - began;
        end(run);
    }
    tell("all are killed: --resume to the next answer", "a run's start", rounds);
}

// So many demands, as fast as they are taken.
static void stream(struct run run, long count) {
    static char demands[1 << 16], answers[1 << 16];
    for (size_t i = 0; i < sizeof demands; i++) demands[i] = i % 32 == 31 ? '\n' : 'a';
    long sent = 0, got = 0, bytes = count * 32;
    fcntl(run.input, F_SETFL, O_NONBLOCK);
    while (got < bytes) {
        struct pollfd files[] = {{run.output, POLLIN, 0}, {run.input, POLLOUT, 0}};
        if (poll(files, sent < bytes ? 2 : 1, -1) < 0) fail("cannot wait");
        if (sent < bytes && files[1].revents) {
            long left = bytes - sent, most = (long)sizeof demands - sent % 32;
            ssize_t part = write(run.input, demands + sent % 32, (size_t)(left < most ? left : most));
            if (part > 0) sent += part;
        }
        if (files[0].revents) {
            ssize_t part = read(run.output, answers, sizeof answers);
            if (part <= 0) fail("the answers have ended");
            got += part;
        }
    }
    fcntl(run.input, F_SETFL, 0);
}

static void replay(int rounds) {
    static const char *const options[] = {"--deadline", "60s", "--stateful", NULL};
    const char *alone[] = {replica, NULL};
    for (int i = 0; i < rounds; i++) {
        struct run run = begin(2, options);
        stream(run, HISTORY);
        double began = now();
        lose("replica r2");
        ask(run);
        first[i] = now() - began;
        end(run);
        run = start(alone);
        began = now();
        stream(run, HISTORY);
        second[i] = now() - began;
        end(run);
    }
    tell("with state: 200,000 demands replayed", "one replica alone", rounds);
    printf("%-44s %8.0f demands/s\n", "  that is", HISTORY / first[rounds / 2] * 1e3);
}

int main(int count, char *words[]) {
    int rounds = count == 4 ? atoi(words[1]) : 0;
    if (rounds < 1 || rounds > ROUNDS_MAX) return 64;
    thrice = words[2], replica = words[3];
    if (!mkdtemp(folder) || chdir(folder)) fail("no folder");
    mask(rounds);
    rejoin(rounds);
    wake(rounds);
    revive(rounds);
    replay(rounds < 5 ? rounds : 5);
    const char *clean[] = {"/bin/rm", "-r", folder, NULL};
    end(start(clean));
    return 0;
}
