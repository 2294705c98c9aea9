#include "tracing.h"

#include <errno.h>
#include <signal.h>

static struct thrice_stop lost(void) { return (struct thrice_stop){THRICE_STOP_LOST, errno}; }

struct thrice_stop thrice_step_to_call(
    pid_t process, uint64_t *addresses, long room, long *count) {
    struct user_regs_struct registers;
    struct thrice_stop stop = {THRICE_STOP_TRAP, 0};
    for (*count = 0; *count < room; ++*count) {
        if (thrice_get_registers(process, &registers)) return lost();
        unsigned char next[2];
        if (thrice_read_memory(process, registers.rip, next, sizeof next)) return lost();
        if (next[0] == 0x0F && next[1] == 0x05) return stop;
        if (addresses) addresses[*count] = registers.rip;
        if (thrice_resume(process, THRICE_RESUME_ONE, 0)) return lost();
        stop = thrice_wait_stop(process);
        if (stop.kind != THRICE_STOP_TRAP) return stop;
    }
    return stop;
}

struct thrice_stop thrice_run_to_call(pid_t process, uint64_t address, long times) {
    struct user_regs_struct registers;
    struct thrice_stop stop = {THRICE_STOP_TRAP, 0};
    if (thrice_set_debug_register(process, 0, address)
        || thrice_set_debug_register(process, 7, 1))
        return lost();
    for (long left = times; left > 0 && stop.kind == THRICE_STOP_TRAP; left--) {
        if (thrice_resume(process, THRICE_RESUME_TO_CALL, 0)) return lost();
        stop = thrice_wait_stop(process);
        if (stop.kind != THRICE_STOP_TRAP) break;
        if (thrice_get_registers(process, &registers)) return lost();
        // A trap of the program's own.
        if (registers.rip != address) stop = (struct thrice_stop){THRICE_STOP_SIGNAL, SIGTRAP};
    }
    int is_gone = stop.kind == THRICE_STOP_EXITED || stop.kind == THRICE_STOP_DIED;
    if (!is_gone && thrice_set_debug_register(process, 7, 0)) return lost();
    return stop;
}
