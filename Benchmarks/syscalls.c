// The processor time of a call: `syscalls getppid|read|clock [all|pointer]`, nanoseconds on
// standard output. With `all` under a filter that allows everything, which the kernel looks at
// once; with `pointer` under one that looks at the instruction pointer, which it has to run for
// each call.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { CALLS = 400000 };

struct instruction {
    uint16_t code;
    uint8_t yes, no;
    uint32_t operand;
};

static int filter(int looks) {
    struct instruction program[] = {
        {0x20, 0, 0, 8},
        {0x15, 1, 0, 0xffffffff},
        {0x06, 0, 0, 0x7fff0000},
        {0x06, 0, 0, 0x80000000},
    };
    struct {
        uint16_t count;
        struct instruction *program;
    } given = {looks ? 4 : 1, looks ? program : program + 2};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, 2, &given);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

int main(int count, char **words) {
    if (count < 2) return 64;
    if (count > 2 && filter(strcmp(words[2], "pointer") == 0)) return 71;
    int zero = open("/dev/zero", O_RDONLY);
    char byte;
    struct timespec time;
    double start = now();
    for (int i = 0; i < CALLS; i++) {
        switch (words[1][0]) {
        case 'g': getppid(); break;
        case 'r':
            if (read(zero, &byte, 1) != 1) return 74;
            break;
        default: clock_gettime(CLOCK_MONOTONIC, &time);
        }
    }
    printf("%.1f\n", (now() - start) / CALLS);
    return 0;
}
