// Asks three clocks twice for each demand, and says of each how much later the second time is:
// "same" is less than 10 s. With -DWAIT it waits in between until a clock says that time has
// passed, with -DSTRICT it does not put up with a time that cannot be.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
struct times { double steady, day, seconds; };
static double steady(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}
static struct times ask(void) {
    struct timeval day;
    long seconds;
    struct times times = {.steady = steady()};
    syscall(SYS_gettimeofday, &day, 0);
    times.day = day.tv_sec + day.tv_usec / 1e6;
    times.seconds = syscall(SYS_time, &seconds);
    if (times.seconds != seconds) _exit(9);
    return times;
}
static const char *word(double passed) {
#ifdef STRICT
    if (passed < 0) abort();
    if (passed > 10) _exit(3);
#endif
    return passed == 0 ? "still" : passed <= -10 ? "behind" : passed >= 10 ? "ahead" : "same";
}
int main(void) {
    char line[64], answer[64];
    while (read(0, line, sizeof line) > 0) {
        struct times first = ask();
        struct timespec pause = {0, 2000000};
        nanosleep(&pause, 0);
#ifdef WAIT
        while (steady() - first.steady < 0.004) continue;
#endif
        struct times second = ask();
        const char *seconds = second.seconds - first.seconds < 10 ? "same" : "ahead";
        if (second.seconds - first.seconds <= -10) seconds = "behind";
        int count = sprintf(answer, "%s %s %s\n", word(second.steady - first.steady),
            word(second.day - first.day), seconds);
        if (write(1, answer, count) < count) return 1;
    }
}
