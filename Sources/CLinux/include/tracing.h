// Stops a process between its instructions, looks into it, and copies it there (ptrace, x86-64).
//
// The kernel lets only the thread that started a traced process do any of this.
#pragma once
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

enum thrice_stop_kind {
    THRICE_STOP_ENTRY,  // before a system call
    THRICE_STOP_RETURN, // after a system call
    THRICE_STOP_TRAP,   // after a single step, or at a breakpoint
    THRICE_STOP_EXECUTED, // has become another program
    THRICE_STOP_THREAD, // has started a thread
    THRICE_STOP_ENDING, // is about to end, if it was asked to stop there
    THRICE_STOP_SIGNAL, // a signal is about to reach it
    THRICE_STOP_EXITED, // is no more
    THRICE_STOP_DIED,   // is no more, of a signal
    THRICE_STOP_LOST,   // cannot be waited for
};

struct thrice_stop {
    int kind;   // enum thrice_stop_kind
    int number; // a signal, an exit status, or errno when it is lost
};

enum thrice_resumption {
    THRICE_RESUME,         // until a signal or a breakpoint
    THRICE_RESUME_TO_CALL, // until a system call begins or returns as well
    THRICE_RESUME_ONE,     // for one instruction; a system call is one
};

struct thrice_traced_launch {
    const char *path;       // absolute, or relative to the caller's folder
    char *const *arguments; // ends in NULL
    char *const *environment;
    const char *folder; // NULL: the caller's
    int runs;           // not 0: it is not traced, and runs at once
    int standard[3];    // become 0, 1 and 2; every other descriptor is closed
};

/// Starts a program with addresses that are always the same, in a process group of its own, stopped
/// before its first instruction. It ends when the calling thread does. Returns -1 with errno.
pid_t thrice_start_traced(const struct thrice_traced_launch *launch);
/// Replaces the random bytes that the kernel gives a program, stopped before its first
/// instruction, on its stack, and does not let it find the code by which it asks for the time
/// without a system call (vdso(7)). Returns 0, or -1 with errno.
int thrice_fix_start(pid_t process);

/// `signal` reaches the process; 0: none. Returns 0, or -1 with errno.
int thrice_resume(pid_t process, enum thrice_resumption how, int signal);
struct thrice_stop thrice_wait_stop(pid_t process);
/// The same without waiting: 0 when it has not stopped yet.
int thrice_look_stop(pid_t process, struct thrice_stop *stop);
/// Lets the process go its own way. `signal` reaches it, so that SIGSTOP leaves it to another
/// tracer; 0: none. Returns 0, or -1 with errno.
int thrice_release(pid_t process, int signal);
/// Lets a traced process stop before it ends, however that is, and start threads that nobody
/// traces; `stops` 0: it does not stop there any more. Returns 0, or -1 with errno.
int thrice_stop_at_end(pid_t process, int stops);

/// Begins to trace a process that runs already, and stops it; it stays when the caller ends. A wait
/// that it is in may end with EINTR. Returns 0, or -1 with errno.
int thrice_attach(pid_t process);
/// Stops a traced process that runs. Returns 0, or -1 with errno.
int thrice_halt(pid_t process);

/// Each returns 0, or -1 with errno.
int thrice_get_registers(pid_t process, struct user_regs_struct *registers);
int thrice_set_registers(pid_t process, const struct user_regs_struct *registers);
int thrice_get_vectors(pid_t process, struct user_fpregs_struct *vectors);
int thrice_set_vectors(pid_t process, const struct user_fpregs_struct *vectors);
/// All that the processor keeps but general registers, as XSAVE writes it. Returns the number of
/// bytes, or -1 with errno.
long thrice_get_all_vectors(pid_t process, void *bytes, size_t room);

/// Each returns 0 when all of the bytes were moved, or -1 with errno. What the process itself may
/// not write is written all the same.
int thrice_read_memory(pid_t process, uint64_t address, void *bytes, size_t count);
int thrice_write_memory(pid_t process, uint64_t address, const void *bytes, size_t count);

/// Where the kernel keeps its part of restartable sequences (rseq(2)); address 0 when the process
/// has none. Returns 0, or -1 with errno where the kernel does not say.
int thrice_restartable_area(pid_t process, uint64_t *address, uint64_t *count);

/// Executes at most `room` instructions. Puts the address of each into `addresses` before, their
/// number into `count`, and keeps `registers`, which are to be those at the beginning. Comes back
/// early after a system call (THRICE_STOP_RETURN), and when anything else happens.
struct thrice_stop thrice_step_traced(
    pid_t process, uint64_t *addresses, long room, long *count,
    struct user_regs_struct *registers);
/// Runs until the process has come to `address` so many times, by a debug register. The address is
/// not to be the one where it is. `how`: THRICE_RESUME, or THRICE_RESUME_TO_CALL, which stops where
/// a system call begins, too (THRICE_STOP_ENTRY).
struct thrice_stop thrice_run_to(
    pid_t process, uint64_t address, long times, enum thrice_resumption how);

/// Executes at most `room` instructions, none of them a system call: stops before it. Puts their
/// number into `count`, and the address of each into `addresses`.
struct thrice_stop thrice_step_to_call(
    pid_t process, uint64_t *addresses, long room, long *count);

/// Makes a copy of a process that is stopped between two instructions: a child of the caller,
/// traced, stopped at the same place.
///
/// The process itself is at `call_place` then, a `syscall` instruction, with other registers: the
/// caller has to put `registers` back into both. `number_place`: where a library keeps the process
/// number, or 0; the copy has its own there. Returns -1 with errno.
pid_t thrice_copy_traced(
    pid_t process, const struct user_regs_struct *registers, uint64_t call_place,
    uint64_t number_place);
