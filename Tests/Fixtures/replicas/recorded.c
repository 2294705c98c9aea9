// Replays a recorded version: `recorded FILE` answers its k-th demand with line k of the file.
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    if (file == NULL) return 1;
    char *demand = NULL, *answer = NULL;
    size_t demand_capacity = 0, answer_capacity = 0;
    while (getline(&demand, &demand_capacity, stdin) > 0) {
        ssize_t length = getline(&answer, &answer_capacity, file);
        if (length <= 0) return 1;
        fwrite(answer, 1, (size_t)length, stdout);
        fflush(stdout);
    }
    return 0;
}
