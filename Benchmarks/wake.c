// The time from a demand to the first answer of a process that was stopped, beside that of one
// which is started for it; and the memory that a stopped process has of its own, beside that of a
// stopped child of a warm process, which shares pages until it writes to them.
//   wake ROUNDS PROGRAM...
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 10000, TABLE_BYTES = 8 << 20 };

struct replica {
    pid_t pid;
    int pidfd, input, output;
};

static double now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct replica start(char *const words[]) {
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) exit(1);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], 0);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    struct replica replica = {.input = input[1], .output = output[0]};
    char *none[] = {NULL};
    if (posix_spawn(&replica.pid, words[0], &actions, NULL, words, none)) exit(1);
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]), close(output[1]);
    replica.pidfd = (int)syscall(SYS_pidfd_open, replica.pid, 0);
    return replica;
}

static void ask(struct replica replica) {
    static const char demand[] = "1 0123456789abcdef0123456789\n";
    char answer[256];
    if (write(replica.input, demand, sizeof demand - 1) < 0) exit(1);
    if (read(replica.output, answer, sizeof answer) <= 0) exit(1);
}

static void end(struct replica replica) {
    kill(replica.pid, SIGKILL);
    waitpid(replica.pid, NULL, 0);
    close(replica.input), close(replica.output), close(replica.pidfd);
}

static void signal_to(struct replica replica, int number) {
    syscall(SYS_pidfd_send_signal, replica.pidfd, number, NULL, 0);
}

static void stop(struct replica replica) {
    signal_to(replica, SIGSTOP);
    waitpid(replica.pid, NULL, WUNTRACED);
}

static int compare(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static long private_kibibytes(pid_t pid) {
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
    FILE *file = fopen(path, "r");
    long sum = 0, value;
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Private_Clean: %ld", &value) == 1
            || sscanf(line, "Private_Dirty: %ld", &value) == 1)
            sum += value;
    if (file) fclose(file);
    return sum;
}

// With 8 MiB of tables made at its start, as a program has that is warm.
static void serve(void) {
    char *table = malloc(TABLE_BYTES), line[256];
    memset(table, 1, TABLE_BYTES);
    ssize_t count;
    while ((count = read(0, line, sizeof line)) > 0)
        if (write(1, line, (size_t)count) < 0) break;
    _exit(table[0] - 1);
}

static void compare_memory(char *self) {
    char *words[] = {self, "serve", NULL};
    struct replica fresh = start(words);
    ask(fresh);
    stop(fresh);
    char *table = malloc(TABLE_BYTES);
    memset(table, 1, TABLE_BYTES);
    int ready[2];
    if (pipe(ready)) exit(1);
    pid_t child = fork();
    if (child == 0) {
        if (write(ready[1], "", 1) < 0) _exit(1);
        for (;;) pause();
    }
    char byte;
    if (read(ready[0], &byte, 1) != 1) exit(1);
    kill(child, SIGSTOP);
    waitpid(child, NULL, WUNTRACED);
    printf("with 8 MiB of tables: %ld KiB private when started and stopped, %ld KiB when forked "
        "and stopped\n", private_kibibytes(fresh.pid), private_kibibytes(child));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    end(fresh);
    free(table);
}

int main(int count, char *words[]) {
    if (count == 2 && strcmp(words[1], "serve") == 0) serve();
    int rounds = count > 2 ? atoi(words[1]) : 0;
    if (rounds < 1 || rounds > ROUNDS_MAX) return 64;
    static double woken[ROUNDS_MAX], started[ROUNDS_MAX];
    for (int program = 2; program < count; program++) {
        char *command[] = {words[program], NULL};
        struct replica sleeper = start(command);
        ask(sleeper);
        stop(sleeper);
        long private = private_kibibytes(sleeper.pid);
        // In turn, so that both see the same machine.
        for (int i = 0; i < rounds; i++) {
            double began = now();
            signal_to(sleeper, SIGCONT);
            ask(sleeper);
            woken[i] = now() - began;
            stop(sleeper);
            began = now();
            struct replica fresh = start(command);
            ask(fresh);
            started[i] = now() - began;
            end(fresh);
        }
        end(sleeper);
        qsort(woken, (size_t)rounds, sizeof *woken, compare);
        qsort(started, (size_t)rounds, sizeof *started, compare);
        int middle = rounds / 2, high = rounds * 9 / 10;
        printf("%s: woken %.3f ms (p90 %.3f), started %.3f ms (p90 %.3f), ratio 1 : %.1f, "
            "%ld KiB private\n", strrchr(words[program], '/') + 1, woken[middle], woken[high],
            started[middle], started[high], started[middle] / woken[middle], private);
    }
    compare_memory(words[0]);
    return 0;
}
