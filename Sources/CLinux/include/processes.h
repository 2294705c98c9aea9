// Reaping, signals by pidfd, and being the one to whom orphans come.
#pragma once
#include <stdbool.h>
#include <sys/types.h>

struct thrice_exit {
    pid_t pid;      // 0: nobody has ended
    int was_signal; // whether `status` is a signal's number, else an exit code
    int status;
};

/// The next child that has ended, left unreaped so that its number cannot be given away yet.
struct thrice_exit thrice_next_exit(void);
/// Takes the exit of a child that `thrice_next_exit` showed.
void thrice_reap(pid_t pid);
/// Orphaned descendants become children of the caller. Returns 0 or -1.
int thrice_become_subreaper(void);
/// Whether a process may run on each of so many processors. Returns 0 or -1.
int thrice_processors(pid_t pid, bool *allowed, int count);
/// Starts a process that does nothing but count, on one processor, from the end of file of `start`
/// until it is killed or the thread that has started it ends. It has nothing else of the caller's
/// open. Returns its number, or -1.
pid_t thrice_press_processor(int processor, int start);
/// A close-on-exec pidfd, or -1.
int thrice_open_process(pid_t pid);
/// Returns 0 or -1.
int thrice_signal_pidfd(int pidfd, int signal);
/// Whether whoever started this process asked it to ignore a signal (nohup does).
int thrice_is_ignored(int signal);
/// A descriptor that becomes readable when one of the signals is pending; they are blocked.
int thrice_signal_descriptor(const int *signals, int count);
/// The number of the next signal of such a descriptor, or 0.
int thrice_next_signal(int descriptor);
/// Anonymous memory of `size` bytes behind a descriptor that can be inherited, or -1.
int thrice_memory_descriptor(const char *name, long size);
/// A close-on-exec pipe. Returns 0 or -1.
int thrice_pipe(int ends[2]);
/// Opens what `descriptor` stands for once more, non-blocking, with a state of its own; -1 if that
/// cannot be done (a socket). The flags of the inherited descriptor stay as they are.
int thrice_reopen_nonblocking(int descriptor, int for_writing);
/// Monotonic nanoseconds.
unsigned long thrice_now(void);
/// Nanoseconds since 1970 when that clock stood at 0, as the wall clock says it at this moment.
unsigned long thrice_epoch(void);
