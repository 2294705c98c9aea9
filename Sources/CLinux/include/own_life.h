#pragma once
#include <stdint.h>

// A process that ends itself, with status 70, when it does not come around any more. Only time
// counts in which it could have moved: of a process that is stopped nothing is expected.

// Takes SIGALRM. Returns 0, or -1 with errno.
int thrice_watch_own_life(void);
// To be called each time around: the next call must come within five quarters of so many
// nanoseconds, or within three eighths of them more.
void thrice_show_life(uint64_t nanoseconds);
