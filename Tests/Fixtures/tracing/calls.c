// Makes many system calls for each demand, and says what came of each. Whatever the kernel may do
// with a read or a write it reckons with; twins of it do not: -DONE_READ, -DONE_WRITE. With -DLISTS
// it moves bytes in two pieces at a time, with -DSTORE it writes into a file.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
static ssize_t move(int file, char *bytes, size_t count) {
#ifdef LISTS
    struct iovec pieces[2] = {{bytes, 1}, {bytes + 1, count - 1}};
    return file ? writev(file, pieces, 2) : readv(file, pieces, 2);
#else
    return file ? write(file, bytes, count) : read(file, bytes, count);
#endif
}
static int take(char *line, int room) {
    int held = 0;
    while (held < room - 1 && !memchr(line, '\n', held)) {
        ssize_t count = move(0, line + held, room - 1 - held);
        if (count == 0) _exit(4);
        if (count < 0 && errno != EINTR) _exit(5);
        if (count > 0) held += count;
#ifdef ONE_READ
        break;
#endif
    }
    line[held] = 0;
    line[strcspn(line, "\n")] = 0;
    return held;
}
static void give(char *line, int count) {
    while (count > 0) {
        ssize_t done = move(1, line, count);
        if (done < 0 && errno != EINTR) _exit(6);
        if (done > 0) line += done, count -= done;
#ifdef ONE_WRITE
        break;
#endif
    }
}
static int outcome(long result) { return result < 0 ? -errno : 0; }
int main(void) {
    char line[64], bytes[16], answer[256];
#ifdef STORE
    int store = memfd_create("store", 0);
#endif
    while (take(line, sizeof line)) {
        struct timespec now;
        int file = open("/proc/self/exe", O_RDONLY);
        int opened = outcome(file);
        long got = read(file, bytes, sizeof bytes);
        long drawn = syscall(SYS_getrandom, bytes, sizeof bytes, 0);
        void *place = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        int mapped = outcome((long)place);
        void *end = sbrk(4096);
        int grown = outcome((long)end);
        if (end != (void *)-1) sbrk(-4096);
        if (mapped == 0) munmap(place, 4096);
        int told = outcome(clock_gettime(CLOCK_MONOTONIC, &now));
        close(file);
#ifdef STORE
        if (pwrite(store, bytes, sizeof bytes, 100) < 0) _exit(7);
#endif
        give(answer, sprintf(answer,
            "%s: open %d read %ld random %ld map %d break %d time %d\n",
            line, opened, got, drawn, mapped, grown, told));
    }
}
