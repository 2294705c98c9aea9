#define _GNU_SOURCE
#include "tracing.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

enum { TRAP_FLAG = 0x100 };

static struct thrice_stop lost(void) { return (struct thrice_stop){THRICE_STOP_LOST, errno}; }

struct thrice_stop thrice_step_traced(
    pid_t process, uint64_t *addresses, long room, long *count,
    struct user_regs_struct *registers) {
    struct thrice_stop stop = {THRICE_STOP_TRAP, 0};
    for (*count = 0; *count < room;) {
        addresses[*count] = registers->rip;
        if (thrice_resume(process, THRICE_RESUME_ONE, 0)) return lost();
        stop = thrice_wait_stop(process);
        if (stop.kind != THRICE_STOP_TRAP) return stop;
        if (thrice_get_registers(process, registers)) return lost();
        ++*count;
        // Of a trap it is -1, of a system call the number.
        if ((long)registers->orig_rax < 0) continue;
        // The processor has kept the flags there, with the one that makes it step.
        if (registers->r11 & TRAP_FLAG) {
            registers->r11 &= ~(unsigned long long)TRAP_FLAG;
            if (thrice_set_registers(process, registers)) return lost();
        }
        stop.kind = THRICE_STOP_RETURN;
        return stop;
    }
    return stop;
}

static int set_debug_register(pid_t process, int number, uint64_t value) {
    size_t place = offsetof(struct user, u_debugreg) + (size_t)number * sizeof(long);
    return (int)ptrace(PTRACE_POKEUSER, process, place, value);
}

struct thrice_stop thrice_run_to(
    pid_t process, uint64_t address, long times, enum thrice_resumption how) {
    struct user_regs_struct registers;
    struct thrice_stop stop = {THRICE_STOP_TRAP, 0};
    if (set_debug_register(process, 0, address) || set_debug_register(process, 7, 1))
        return lost();
    for (long left = times; left > 0 && stop.kind == THRICE_STOP_TRAP; left--) {
        if (thrice_resume(process, how, 0)) return lost();
        stop = thrice_wait_stop(process);
        if (stop.kind != THRICE_STOP_TRAP) break;
        if (thrice_get_registers(process, &registers)) return lost();
        // A trap of the program's own.
        if (registers.rip != address) stop = (struct thrice_stop){THRICE_STOP_SIGNAL, SIGTRAP};
    }
    int is_gone = stop.kind == THRICE_STOP_EXITED || stop.kind == THRICE_STOP_DIED;
    if (!is_gone && set_debug_register(process, 7, 0)) return lost();
    return stop;
}

// Once it is released nobody traces it any more, and it may sleep for ever.
static int die_with_tracer(pid_t copy, struct user_regs_struct *call, uint64_t call_place) {
    call->rax = SYS_prctl;
    call->rdi = PR_SET_PDEATHSIG;
    call->rsi = SIGKILL;
    call->rip = call_place;
    call->orig_rax = ~0ull;
    if (thrice_set_registers(copy, call) || thrice_resume(copy, THRICE_RESUME_ONE, 0)) return -1;
    struct thrice_stop stop = thrice_wait_stop(copy);
    if (stop.kind == THRICE_STOP_TRAP) return 0;
    errno = stop.kind == THRICE_STOP_LOST ? stop.number : EINTR;
    return -1;
}

pid_t thrice_copy_traced(
    pid_t process, const struct user_regs_struct *registers, uint64_t call_place,
    uint64_t number_place) {
    struct user_regs_struct call = *registers;
    // CLONE_PTRACE: the copy is traced from its beginning, and the process does not stop for that.
    call.rdi = CLONE_PARENT | CLONE_PTRACE | (number_place ? CLONE_CHILD_SETTID : 0) | SIGCHLD;
    call.rsi = call.rdx = call.r8 = 0;
    call.r10 = number_place;
    call.rax = SYS_clone;
    call.rip = call_place;
    call.orig_rax = ~0ull;
    if (thrice_set_registers(process, &call) || thrice_resume(process, THRICE_RESUME_ONE, 0))
        return -1;
    struct thrice_stop stop = thrice_wait_stop(process);
    if (stop.kind != THRICE_STOP_TRAP) {
        errno = stop.kind == THRICE_STOP_LOST ? stop.number : EINTR;
        return -1;
    }
    if (thrice_get_registers(process, &call)) return -1;
    if ((long)call.rax < 0) {
        errno = (int)-(long)call.rax;
        return -1;
    }
    pid_t copy = (pid_t)call.rax;
    stop = thrice_wait_stop(copy);
    if (stop.kind != THRICE_STOP_SIGNAL || stop.number != SIGSTOP) {
        errno = ECHILD;
        return -1;
    }
    if (!die_with_tracer(copy, &call, call_place)) return copy;
    int error = errno;
    kill(copy, SIGKILL);
    thrice_wait_stop(copy);
    errno = error;
    return -1;
}
