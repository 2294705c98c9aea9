// Stops a process that takes too long while its tracer waits for it: waiting for a traced process
// has no time limit in the kernel.
#pragma once
#include <stdint.h>
#include <sys/types.h>

struct thrice_watchdog;

/// A thread that sends SIGSTOP at a deadline. NULL with errno when it cannot be had.
struct thrice_watchdog *thrice_watchdog_start(void);
/// At `deadline`, monotonic nanoseconds, SIGSTOP goes to `process`, which is not to be reaped
/// before the watchdog is disarmed.
void thrice_watchdog_arm(struct thrice_watchdog *watchdog, pid_t process, uint64_t deadline);
/// Returns whether the signal was sent; none is sent afterwards.
int thrice_watchdog_disarm(struct thrice_watchdog *watchdog);
void thrice_watchdog_stop(struct thrice_watchdog *watchdog);
