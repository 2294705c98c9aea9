#include "tracing.h"

#include <errno.h>

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
        addresses[*count] = registers.rip;
        if (thrice_resume(process, THRICE_RESUME_ONE, 0)) return lost();
        stop = thrice_wait_stop(process);
        if (stop.kind != THRICE_STOP_TRAP) return stop;
    }
    return stop;
}
