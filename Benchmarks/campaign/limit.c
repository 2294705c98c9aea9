// What trials cost at least: one pass over a demand, a fork at each of its sorted moments, the rest
// of the demand with one bit flipped, and a look at the answer.
//
// Goal: the limit of the machine, to hold `thrice campaign run` against. No tracing, no programs
// but this one, no votes, no results on a disk; faults that hang are not among these.
//
//     limit ROUNDS TRIALS SEED
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "work.h"

static uint64_t state;

static uint64_t draw(void) {
    state += 0x9e3779b97f4a7c15u;
    uint64_t mixed = (state ^ state >> 30) * 0xbf58476d1ce4e5b9u;
    return mixed ^ mixed >> 31;
}

static int ascending(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static uint32_t finish(struct work *work, uint64_t rounds_left) {
    do_work(work, rounds_left);
    return result_of(work);
}

// Returns whether the answer is another one than `right`.
static int try(struct work *work, uint64_t rounds_left, uint64_t bit, volatile uint32_t *answer,
               uint32_t right) {
    *answer = 0;
    pid_t copy = fork();
    if (copy < 0) {
        perror("fork");
        exit(71);
    }
    if (copy == 0) {
        work->value ^= 1ull << bit;
        *answer = finish(work, rounds_left);
        _exit(0);
    }
    int status;
    waitpid(copy, &status, 0);
    return *answer != right;
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    uint64_t rounds = strtoull(arguments[1], NULL, 10);
    size_t trials = strtoul(arguments[2], NULL, 10), wrong = 0;
    state = strtoull(arguments[3], NULL, 10);
    uint64_t *moments = malloc(trials * sizeof *moments);
    uint32_t *answer = mmap(
        NULL, sizeof *answer, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!moments || answer == MAP_FAILED || rounds == 0) return 71;
    for (size_t i = 0; i < trials; i++) moments[i] = draw() % rounds;
    qsort(moments, trials, sizeof *moments, ascending);
    static struct work work;
    begin_work(&work);
    uint32_t right = finish(&work, rounds);
    begin_work(&work);
    uint64_t done = 0;
    for (size_t i = 0; i < trials; i++) {
        do_work(&work, moments[i] - done);
        done = moments[i];
        wrong += (size_t)try(&work, rounds - done, draw() & 63, answer, right);
    }
    if (finish(&work, rounds - done) != right) return 70;
    fprintf(stderr, "%zu of %zu are wrong\n", wrong, trials);
}
