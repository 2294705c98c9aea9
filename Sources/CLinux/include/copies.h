// What is known of a process from outside, without tracing it.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// The same pipe's reading end once more, non-blocking, with a state of its own; -1 with errno.
int thrice_second_reader(int descriptor);
/// Bytes that stand in a pipe, or -1.
int thrice_unread(int descriptor);
/// Room of at least so many bytes. Returns 0 or -1.
int thrice_enlarge_pipe(int descriptor, int bytes);

/// Nanoseconds of processor time that a process has used; -1 when it is gone.
int64_t thrice_cpu_time(pid_t process);
/// Bounds a resource of setrlimit(2), soft and hard alike. Returns 0 or -1.
int thrice_limit(pid_t process, int resource, uint64_t value);
/// Waits until one of both can be read, or for so many nanoseconds. Returns bits: 1 for the first,
/// 2 for the second.
int thrice_wait_either(int first, int second, uint64_t nanoseconds);
