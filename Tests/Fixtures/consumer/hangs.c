// A process that watches over itself: `hangs MILLISECONDS TIMES` comes around so many times, ten a
// cycle of so many milliseconds, and then no more. With `stop` behind it it stops itself once, for
// longer than it may, and ends when it has come around.
#define _GNU_SOURCE
#include "own_life.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void pause_for(long nanoseconds) {
    struct timespec span = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    while (nanosleep(&span, &span) != 0) {
    }
}

int main(int count, char **arguments) {
    if (count < 3 || thrice_watch_own_life() != 0) return 64;
    long cycle = atol(arguments[1]) * 1000000;
    for (int times = atoi(arguments[2]); times > 0; times--) {
        thrice_show_life((uint64_t)cycle);
        pause_for(cycle / 10);
    }
    if (count > 3 && strcmp(arguments[3], "stop") == 0) {
        pid_t child = fork();
        if (child == 0) {
            pause_for(5 * cycle);
            kill(getppid(), SIGCONT);
            _exit(0);
        }
        raise(SIGSTOP);
        thrice_show_life((uint64_t)cycle);
        puts("went on");
        return 0;
    }
    puts("hangs");
    fflush(stdout);
    for (volatile unsigned long turns = 0;; turns++) {
    }
}
