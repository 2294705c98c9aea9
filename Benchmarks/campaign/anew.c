// A command started anew for each trial, its answer compared with the first one.
//
//     anew TRIALS DEMAND-FILE COMMAND…
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct answer {
    char bytes[256];
    size_t length;
};

static void take(int end, struct answer *answer) {
    ssize_t got;
    answer->length = 0;
    while (answer->length < sizeof answer->bytes
           && (got = read(end, answer->bytes + answer->length,
                          sizeof answer->bytes - answer->length)) > 0)
        answer->length += (size_t)got;
}

static int run(char **command, const char *demand, struct answer *answer) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return errno;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, demand, O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    pid_t process;
    int error = posix_spawnp(&process, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (!error) {
        take(ends[0], answer);
        waitpid(process, NULL, 0);
    }
    close(ends[0]);
    return error;
}

int main(int count, char **arguments) {
    if (count < 4) return 64;
    struct answer first, answer;
    long trials = strtol(arguments[1], NULL, 10);
    for (long trial = 0; trial < trials; trial++) {
        int error = run(arguments + 3, arguments[2], &answer);
        if (error) {
            fprintf(stderr, "cannot start '%s': %s\n", arguments[3], strerror(error));
            return 66;
        }
        if (trial == 0) first = answer;
        if (answer.length != first.length || memcmp(answer.bytes, first.bytes, first.length)) {
            fprintf(stderr, "'%s' does not say the same again\n", arguments[3]);
            return 70;
        }
    }
}
