#define _GNU_SOURCE
#include "tracing.h"

#include <sys/ptrace.h>

int thrice_restartable_area(pid_t process, uint64_t *address, uint64_t *count) {
    struct __ptrace_rseq_configuration area;
    if (ptrace(PTRACE_GET_RSEQ_CONFIGURATION, process, sizeof area, &area) < 0) return -1;
    *address = area.rseq_abi_pointer;
    *count = area.rseq_abi_size;
    return 0;
}
