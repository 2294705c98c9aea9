// The time from the start of a replica to its first answer: by posix_spawn, by the launcher, and
// by the launcher in a sandbox, in turn, so that all see the same machine.
//   start ROUNDS STATIC-PROGRAM DYNAMIC-PROGRAM
#define _GNU_SOURCE
#include "launcher.h"
#include "sandbox.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAYS = 4, ROUNDS_MAX = 10000, SUPERVISOR_BYTES = 16 << 20 };

static double now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static pid_t spawn(const char *program, int input, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    char *words[] = {(char *)program, NULL}, *none[] = {NULL};
    pid_t pid = -1;
    posix_spawn(&pid, program, &actions, NULL, words, none);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

static pid_t launch(const char *program, int input, int output, int way) {
    const char *readable[] = {program, "/usr", "/lib", "/lib64", "/etc/ld.so.cache", NULL};
    if (way == 2) readable[1] = NULL;
    struct thrice_sandbox sandbox = {.parent_handle = -1, .is_required = 1, .sees_itself = way == 3,
        .readable = readable, .user = geteuid(), .group = getegid()};
    char *words[] = {(char *)program, NULL}, *none[] = {NULL};
    struct thrice_launch request = {.path = program, .arguments = words, .environment = none,
        .standard = {input, output, 2}, .new_session = 1, .parent = getpid(),
        .gives_no_privileges = 1, .core = -1, .sandbox = way >= 2 ? &sandbox : NULL};
    struct thrice_launched result = thrice_start(&request);
    if (result.report >= 0) close(result.report);
    if (result.pidfd >= 0) close(result.pidfd);
    if (result.stage) fprintf(stderr, "stage %d, missing %#x\n", result.stage, result.missing);
    return result.stage ? -1 : result.pid;
}

static double first_answer(const char *program, int way) {
    int input[2], output[2];
    char answer[64];
    if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) exit(1);
    double began = now();
    pid_t pid = way == 0 ? spawn(program, input[0], output[1])
                         : launch(program, input[0], output[1], way);
    close(input[0]), close(output[1]);
    if (pid < 0 || write(input[1], "0123456789abcdef0123456789abcde\n", 32) != 32) exit(1);
    if (read(output[0], answer, sizeof answer) <= 0) exit(1);
    double took = now() - began;
    close(input[1]), close(output[0]);
    waitpid(pid, NULL, 0);
    return took;
}

static int compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

int main(int count, char **words) {
    static const char *const names[WAYS] = {
        "posix_spawn", "launcher", "sandbox", "sandbox, dynamic"};
    static double times[WAYS][ROUNDS_MAX];
    int rounds = count == 4 ? atoi(words[1]) : 0;
    if (rounds < 1 || rounds > ROUNDS_MAX) return 64;
    // A copy of the caller is made for a sandbox: the supervisor has about so much.
    char *memory = malloc(SUPERVISOR_BYTES);
    if (!memory) return 1;
    memset(memory, 1, SUPERVISOR_BYTES);
    for (int round = 0; round < rounds; round++)
        for (int way = 0; way < WAYS; way++)
            times[way][round] = first_answer(words[way == 3 ? 3 : 2], way);
    printf("%-18s %10s %10s %7s\n", "first answer after", "median ms", "p90 ms", "ratio");
    for (int way = 0; way < WAYS; way++) {
        qsort(times[way], (size_t)rounds, sizeof(double), compare);
        printf("%-18s %10.2f %10.2f %7.2f\n", names[way], times[way][rounds / 2],
            times[way][rounds * 9 / 10], times[way][rounds / 2] / times[0][rounds / 2]);
    }
}
