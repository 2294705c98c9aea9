// How many rounds take so many microseconds here: of several batches the fastest.
//
//     rounds MICROSECONDS
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "work.h"

static double microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

int main(int count, char **arguments) {
    if (count != 2) return 64;
    static struct work work;
    const uint64_t batch = 100000;
    double best = 1e18;
    uint32_t sum = 0;
    for (int i = 0; i < 50; i++) {
        double start = microseconds();
        begin_work(&work);
        do_work(&work, batch);
        sum ^= result_of(&work);
        double time = microseconds() - start;
        if (time < best) best = time;
    }
    printf("%.0f\n", strtod(arguments[1], NULL) / best * (double)batch);
    return sum == 1;
}
