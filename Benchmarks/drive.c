// Measures two voters against each other, in turn, each with three echo replicas: `drive [ROUNDS]
// A... -- B...` where A and B are commands; a line of 32 bytes in, the same line out.
//
//   lockstep   one demand is written, its answer awaited: microseconds from one to the other
//   streamed   demands are written as fast as they are taken: answers a second
//
// Each is measured with all processes on one processor (`one cpu`) and wherever the kernel puts
// them (`free`). A and B take turns, ROUNDS times, so that what else the machine does hits both;
// the medians over the rounds and the median of the rounds' ratios are printed. Never a test: it
// fails only when an answer is wrong.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 32, WARM_UP = 2000, LOCKSTEP = 20000, STREAMED = 200000, ROUNDS_MAX = 99 };
enum { P50, P99, RATE, MEASURES };

static void fail(const char *what) {
    fprintf(stderr, "drive: cannot %s: %s\n", what, strerror(errno));
    exit(70);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void make_line(char *line, uint64_t number) {
    char text[LINE + 1];
    snprintf(text, sizeof text, "%031llu", (unsigned long long)number);
    memcpy(line, text, LINE - 1);
    line[LINE - 1] = '\n';
}

static pid_t start(char **command, int *to, int *back) {
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) fail("make pipes");
    pid_t child = fork();
    if (child < 0) fail("fork");
    if (child == 0) {
        dup2(input[0], 0), dup2(output[1], 1);
        execv(command[0], command);
        _exit(127);
    }
    close(input[0]), close(output[1]);
    *to = input[1], *back = output[0];
    return child;
}

static void end(pid_t child, int to, int back) {
    int status;
    close(to);
    if (waitpid(child, &status, 0) != child || status != 0) fail("end a voter with status 0");
    close(back);
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void lockstep(int to, int back, double *result) {
    static double latencies[LOCKSTEP];
    char demand[LINE], answer[LINE];
    for (int i = -WARM_UP; i < LOCKSTEP; i++) {
        make_line(demand, (uint64_t)(i + WARM_UP));
        uint64_t began = now();
        if (write(to, demand, LINE) != LINE) fail("write a demand");
        for (size_t have = 0; have < LINE;) {
            ssize_t count = read(back, answer + have, LINE - have);
            if (count <= 0) fail("read an answer");
            have += (size_t)count;
        }
        if (i >= 0) latencies[i] = (double)(now() - began) / 1e3;
        if (memcmp(demand, answer, LINE) != 0) fail("accept a wrong answer");
    }
    qsort(latencies, LOCKSTEP, sizeof *latencies, ascending);
    result[P50] = latencies[LOCKSTEP / 2];
    result[P99] = latencies[LOCKSTEP / 100 * 99];
}

static void streamed(int to, int back, double *result) {
    static char out[128 * LINE], in[1 << 16];
    size_t out_start = sizeof out, in_end = 0;
    uint64_t made = 0, answered = 0, began = now();
    fcntl(to, F_SETFL, O_NONBLOCK);
    while (answered < STREAMED) {
        int is_writing = made < STREAMED || out_start < sizeof out;
        struct pollfd files[2] = {{back, POLLIN, 0}, {is_writing ? to : -1, POLLOUT, 0}};
        if (poll(files, 2, -1) < 0) fail("poll");
        if (files[1].revents) {
            if (out_start == sizeof out && made < STREAMED) {
                out_start = 0;
                for (size_t at = 0; at < sizeof out; at += LINE) make_line(out + at, made++);
            }
            ssize_t count = write(to, out + out_start, sizeof out - out_start);
            if (count < 0 && errno != EAGAIN) fail("write demands");
            if (count > 0) out_start += (size_t)count;
        }
        if (!files[0].revents) continue;
        ssize_t count = read(back, in + in_end, sizeof in - in_end);
        if (count <= 0) fail("read answers");
        in_end += (size_t)count;
        size_t at = 0;
        for (; in_end - at >= LINE; at += LINE) {
            char expected[LINE];
            make_line(expected, answered++);
            if (memcmp(in + at, expected, LINE) != 0) fail("accept a wrong answer");
        }
        memmove(in, in + at, in_end -= at);
    }
    result[RATE] = STREAMED / ((double)(now() - began) / 1e9);
}

static void measure(char **command, double *result) {
    int to, back;
    pid_t child = start(command, &to, &back);
    lockstep(to, back, result);
    end(child, to, back);
    child = start(command, &to, &back);
    streamed(to, back, result);
    end(child, to, back);
}

static double median(const double *values, int count) {
    double sorted[ROUNDS_MAX];
    memcpy(sorted, values, (size_t)count * sizeof *values);
    qsort(sorted, (size_t)count, sizeof *sorted, ascending);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

static void compare(char **a, char **b, int rounds, const char *where) {
    static const char *names[MEASURES] = {
        "lockstep p50, us", "lockstep p99, us", "streamed, answers/s"};
    static double values[2][MEASURES][ROUNDS_MAX], ratios[MEASURES][ROUNDS_MAX];
    for (int round = 0; round < rounds; round++) {
        double result[2][MEASURES];
        // Who goes first changes, so that neither always runs into what the other left.
        for (int turn = 0; turn < 2; turn++) {
            int which = (turn + round) % 2;
            measure(which ? b : a, result[which]);
        }
        for (int m = 0; m < MEASURES; m++) {
            for (int which = 0; which < 2; which++) values[which][m][round] = result[which][m];
            // How many times slower the second is.
            ratios[m][round] = m == RATE ? result[0][m] / result[1][m]
                                         : result[1][m] / result[0][m];
        }
    }
    for (int m = 0; m < MEASURES; m++)
        printf("%-8s %-20s %10.1f %10.1f %8.2fx\n", where, names[m], median(values[0][m], rounds),
            median(values[1][m], rounds), median(ratios[m], rounds));
    fflush(stdout);
}

int main(int count, char **arguments) {
    int at = 1, rounds = 5;
    if (at < count && atoi(arguments[at]) > 0) rounds = atoi(arguments[at++]);
    char **a = arguments + at, **b = NULL;
    for (; at < count && b == NULL; at++)
        if (strcmp(arguments[at], "--") == 0) arguments[at] = NULL, b = arguments + at + 1;
    if (b == NULL || *a == NULL || *b == NULL || rounds > ROUNDS_MAX) {
        fprintf(stderr, "usage: drive [ROUNDS] C-VOTER... -- THRICE...\n");
        return 64;
    }
    signal(SIGPIPE, SIG_IGN);
    printf("three echo replicas, lines of %d bytes, one demand in flight; medians of "
           "%d rounds\n", LINE,
        rounds);
    printf("%-8s %-20s %10s %10s %9s\n", "where", "what", "C voter", "thrice", "slower");
    cpu_set_t all, one;
    if (sched_getaffinity(0, sizeof all, &all) != 0) fail("ask for the processors");
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; cpu++)
        if (CPU_ISSET(cpu, &all)) CPU_SET(cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) fail("stay on one processor");
    compare(a, b, rounds, "one cpu");
    if (sched_setaffinity(0, sizeof all, &all) != 0) fail("leave the one processor");
    compare(a, b, rounds, "free");
    return 0;
}
