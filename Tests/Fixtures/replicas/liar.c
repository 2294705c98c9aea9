// A version that begins to lie: `liar K SALT COMMAND [ARGUMENT...]` runs the command, hands every
// demand to it, and from the K-th demand on changes the answer's last character, by SALT.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **arguments) {
    if (count < 4) return 1;
    long from = atol(arguments[1]);
    int salt = atoi(arguments[2]);
    int demands[2], answers[2];
    if (pipe(demands) != 0 || pipe(answers) != 0) return 1;
    pid_t child = fork();
    if (child < 0) return 1;
    if (child == 0) {
        dup2(demands[0], 0);
        dup2(answers[1], 1);
        close(demands[0]), close(demands[1]), close(answers[0]), close(answers[1]);
        execvp(arguments[3], arguments + 3);
        _exit(127);
    }
    close(demands[0]), close(answers[1]);
    FILE *to = fdopen(demands[1], "w"), *back = fdopen(answers[0], "r");
    if (to == NULL || back == NULL) return 1;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    for (long number = 1; (length = getline(&line, &capacity, stdin)) > 0; number++) {
        fwrite(line, 1, (size_t)length, to);
        fflush(to);
        length = getline(&line, &capacity, back);
        if (length < 2) return 1;
        if (number >= from) line[length - 2] = (char)('A' + salt);
        fwrite(line, 1, (size_t)length, stdout);
        fflush(stdout);
    }
    return 0;
}
