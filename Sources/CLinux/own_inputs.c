// The clock and the random bytes that the kernel gives every program without a call: what tells it
// where the vDSO is, and what the auxiliary vector points to. No filter sees either of them used.
#define _GNU_SOURCE
#include "sandbox.h"

#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

static int stack_of(pid_t program, unsigned long *place) {
    struct user_regs_struct registers;
    struct iovec room = {&registers, sizeof registers};
    if (ptrace(PTRACE_GETREGSET, program, (void *)(long)NT_PRSTATUS, &room)) return -1;
#if defined(__x86_64__)
    *place = registers.rsp;
#else
    *place = registers.sp;
#endif
    return 0;
}

static int look(pid_t program, unsigned long place, unsigned long *word) {
    errno = 0;
    *word = (unsigned long)ptrace(PTRACE_PEEKDATA, program, (void *)place, 0);
    return errno ? -1 : 0;
}

static int change(pid_t program, unsigned long place, unsigned long word) {
    return (int)ptrace(PTRACE_POKEDATA, program, (void *)place, (void *)word);
}

// Without the vDSO's address a library asks the kernel for the time, which refuses.
static int change_entry(
    pid_t program, unsigned long place, unsigned long type, const struct thrice_sandbox *sandbox) {
    if (type == AT_SYSINFO_EHDR && sandbox->denies_time) return change(program, place, AT_IGNORE);
    if (type != AT_RANDOM || !sandbox->denies_random) return 0;
    unsigned long bytes;
    if (look(program, place + sizeof place, &bytes)) return -1;
    return change(program, bytes, 0) || change(program, bytes + sizeof bytes, 0) ? -1 : 0;
}

// The stack of a program that begins: a count, arguments, 0, environment, 0, pairs up to AT_NULL.
static int change_vector(pid_t program, const struct thrice_sandbox *sandbox) {
    unsigned long place, word;
    if (stack_of(program, &place)) return -1;
    for (int lists = 0; lists < 2;) {
        place += sizeof place;
        if (look(program, place, &word)) return -1;
        // The first word after the count may be the end of no arguments.
        if (word == 0) lists++;
    }
    do {
        place += sizeof place;
        if (look(program, place, &word)) return -1;
        if (change_entry(program, place, word, sandbox)) return -1;
        place += sizeof place;
    } while (word != AT_NULL);
    return 0;
}

int thrice_offer_inputs(const struct thrice_sandbox *sandbox) {
    if (!sandbox->denies_time && !sandbox->denies_random) return 0;
    if (sandbox->denies_random && personality(ADDR_NO_RANDOMIZE) < 0) return -1;
    return (int)ptrace(PTRACE_TRACEME, 0, 0, 0);
}

int thrice_take_inputs(pid_t program, const struct thrice_sandbox *sandbox) {
    int status, result = 0, ended;
    do ended = waitpid(program, &status, __WALL);
    while (ended < 0 && errno == EINTR);
    if (ended < 0 || !WIFSTOPPED(status)) return -1;
    result = change_vector(program, sandbox);
    if (ptrace(PTRACE_DETACH, program, 0, 0)) result = -1;
    return result;
}
