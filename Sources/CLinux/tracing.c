#define _GNU_SOURCE
#include "tracing.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

int thrice_resume(pid_t process, enum thrice_resumption how, int signal) {
    enum __ptrace_request request = how == THRICE_RESUME_ONE ? PTRACE_SINGLESTEP
        : how == THRICE_RESUME_TO_CALL                       ? PTRACE_SYSCALL
                                                             : PTRACE_CONT;
    return (int)ptrace(request, process, 0, (long)signal);
}

static struct thrice_stop at_call(pid_t process) {
    struct __ptrace_syscall_info call;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof call, &call) < 0)
        return (struct thrice_stop){THRICE_STOP_LOST, errno};
    int is_entry = call.op == PTRACE_SYSCALL_INFO_ENTRY;
    return (struct thrice_stop){is_entry ? THRICE_STOP_ENTRY : THRICE_STOP_RETURN, 0};
}

static struct thrice_stop stop_of(pid_t process, int status) {
    if (WIFEXITED(status)) return (struct thrice_stop){THRICE_STOP_EXITED, WEXITSTATUS(status)};
    if (WIFSIGNALED(status)) return (struct thrice_stop){THRICE_STOP_DIED, WTERMSIG(status)};
    int signal = WSTOPSIG(status), event = status >> 16;
    if (event == PTRACE_EVENT_EXEC) return (struct thrice_stop){THRICE_STOP_EXECUTED, 0};
    if (event == PTRACE_EVENT_EXIT) return (struct thrice_stop){THRICE_STOP_ENDING, 0};
    if (event == PTRACE_EVENT_CLONE) return (struct thrice_stop){THRICE_STOP_THREAD, 0};
    if (signal == (SIGTRAP | 0x80)) return at_call(process);
    if (signal == SIGTRAP) return (struct thrice_stop){THRICE_STOP_TRAP, 0};
    return (struct thrice_stop){THRICE_STOP_SIGNAL, signal};
}

struct thrice_stop thrice_wait_stop(pid_t process) {
    int status;
    pid_t ended;
    do ended = waitpid(process, &status, __WALL);
    while (ended < 0 && errno == EINTR);
    if (ended < 0) return (struct thrice_stop){THRICE_STOP_LOST, errno};
    return stop_of(process, status);
}

int thrice_look_stop(pid_t process, struct thrice_stop *stop) {
    int status;
    pid_t ended;
    do ended = waitpid(process, &status, __WALL | WNOHANG);
    while (ended < 0 && errno == EINTR);
    if (ended == 0) return 0;
    *stop = ended < 0 ? (struct thrice_stop){THRICE_STOP_LOST, errno} : stop_of(process, status);
    return 1;
}

int thrice_halt(pid_t process) {
    if (ptrace(PTRACE_INTERRUPT, process, 0, 0)) return -1;
    struct thrice_stop stop = thrice_wait_stop(process);
    if (stop.kind < THRICE_STOP_EXITED) return 0;
    errno = stop.kind == THRICE_STOP_LOST ? stop.number : ESRCH;
    return -1;
}

int thrice_attach(pid_t process) {
    if (ptrace(PTRACE_SEIZE, process, 0, (long)PTRACE_O_TRACESYSGOOD)) return -1;
    return thrice_halt(process);
}

int thrice_release(pid_t process, int signal) {
    return (int)ptrace(PTRACE_DETACH, process, 0, (long)signal);
}

int thrice_stop_at_end(pid_t process, int stops) {
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC
        | (stops ? PTRACE_O_TRACEEXIT : 0);
    return (int)ptrace(PTRACE_SETOPTIONS, process, 0, options);
}

int thrice_get_registers(pid_t process, struct user_regs_struct *registers) {
    return (int)ptrace(PTRACE_GETREGS, process, 0, registers);
}

int thrice_set_registers(pid_t process, const struct user_regs_struct *registers) {
    return (int)ptrace(PTRACE_SETREGS, process, 0, registers);
}

int thrice_get_vectors(pid_t process, struct user_fpregs_struct *vectors) {
    return (int)ptrace(PTRACE_GETFPREGS, process, 0, vectors);
}

int thrice_set_vectors(pid_t process, const struct user_fpregs_struct *vectors) {
    return (int)ptrace(PTRACE_SETFPREGS, process, 0, vectors);
}

long thrice_get_all_vectors(pid_t process, void *bytes, size_t room) {
    struct iovec state = {bytes, room};
    return ptrace(PTRACE_GETREGSET, process, NT_X86_XSTATE, &state) ? -1 : (long)state.iov_len;
}

// Whoever traces a process may read and write there whatever its pages allow.
static int open_memory(pid_t process, int flags) {
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/mem", (int)process);
    return open(path, flags | O_CLOEXEC);
}

static int finish(int file, ssize_t moved, size_t count) {
    int error = errno;
    close(file);
    errno = moved < 0 ? error : EFAULT;
    return moved >= 0 && (size_t)moved == count ? 0 : -1;
}

int thrice_read_memory(pid_t process, uint64_t address, void *bytes, size_t count) {
    struct iovec here = {bytes, count}, there = {(void *)address, count};
    if (process_vm_readv(process, &here, 1, &there, 1, 0) == (ssize_t)count) return 0;
    int file = open_memory(process, O_RDONLY);
    if (file < 0) return -1;
    return finish(file, pread(file, bytes, count, (off_t)address), count);
}

int thrice_write_memory(pid_t process, uint64_t address, const void *bytes, size_t count) {
    struct iovec here = {(void *)bytes, count}, there = {(void *)address, count};
    if (process_vm_writev(process, &here, 1, &there, 1, 0) == (ssize_t)count) return 0;
    int file = open_memory(process, O_RDWR);
    if (file < 0) return -1;
    return finish(file, pwrite(file, bytes, count, (off_t)address), count);
}
