#define _GNU_SOURCE
#include "processes.h"

#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int thrice_processors(pid_t pid, bool *allowed, int count) {
    cpu_set_t set;
    if (sched_getaffinity(pid, sizeof set, &set) != 0) return -1;
    for (int processor = 0; processor < count; processor++)
        allowed[processor] = processor < CPU_SETSIZE && CPU_ISSET(processor, &set);
    return 0;
}

// What the caller has open stays the caller's: an end of file must remain one. A session of its own
// has a share of the processor of its own (sched(7), "The autogroup feature").
pid_t thrice_press_processor(int processor, int start) {
    pid_t parent = getpid();
    pid_t process = fork();
    if (process != 0) return process;
    if (start != 0 && dup2(start, 0) != 0) _exit(1);
    syscall(SYS_close_range, 1, ~0U, 0);
    setsid();
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) _exit(1);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) _exit(1);
    char byte;
    while (read(0, &byte, 1) != 0) {
    }
    for (volatile unsigned long count = 0;; count++) {
    }
}
