#define _GNU_SOURCE
#include "copies.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

int thrice_second_reader(int descriptor) {
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

int thrice_unread(int descriptor) {
    int count;
    return ioctl(descriptor, FIONREAD, &count) ? -1 : count;
}

int thrice_enlarge_pipe(int descriptor, int bytes) {
    if (fcntl(descriptor, F_GETPIPE_SZ) >= bytes) return 0;
    return fcntl(descriptor, F_SETPIPE_SZ, bytes) < 0 ? -1 : 0;
}

int64_t thrice_cpu_time(pid_t process) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) || clock_gettime(clock, &time)) return -1;
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int thrice_limit(pid_t process, int resource, uint64_t value) {
    struct rlimit limit = {value, value};
    return prlimit(process, resource, &limit, NULL);
}

int thrice_wait_either(int first, int second, uint64_t nanoseconds) {
    struct pollfd files[2] = {{first, POLLIN, 0}, {second, POLLIN, 0}};
    struct timespec limit = {
        (time_t)(nanoseconds / 1000000000), (long)(nanoseconds % 1000000000)};
    // Interrupted, it looks as if the time were over: whoever asks looks at the clocks then.
    if (ppoll(files, 2, &limit, NULL) <= 0) return 0;
    return (files[0].revents ? 1 : 0) | (files[1].revents ? 2 : 0);
}
