// A replica that computes for as many rounds as its demand says.
#include <stdio.h>
#include <stdlib.h>

#include "work.h"

// By name for a debugger, which stops where the work begins.
__attribute__((noinline)) static uint64_t rounds_of(const char *line) {
    return strtoull(line, NULL, 10);
}

int main(void) {
    static struct work work;
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        uint64_t rounds = rounds_of(line);
        begin_work(&work);
        do_work(&work, rounds);
        printf("%u\n", result_of(&work));
        fflush(stdout);
    }
}
