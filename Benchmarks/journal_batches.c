// The reference of scripts/bench-journal: RECORDS records of BYTES bytes are written to a
// preallocated file in batches of BATCH bytes at most, with fdatasync after each, or without (0).
// Prints records a second and microseconds a batch.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 6) {
        fprintf(stderr, "usage: journal_batches FILE RECORDS BYTES BATCH SYNC\n");
        return 64;
    }
    const long records = atol(arguments[2]), bytes = atol(arguments[3]);
    const long batch = atol(arguments[4]) / bytes < 1 ? 1 : atol(arguments[4]) / bytes;
    const int sync = atoi(arguments[5]);
    const long fileBytes = 64 << 20;
    int file = open(arguments[1], O_RDWR | O_CREAT | O_TRUNC, 0644);
    char *buffer = malloc((size_t)(batch * bytes));
    if (file < 0 || !buffer || posix_fallocate(file, 0, fileBytes) || fsync(file)) {
        perror("journal_batches");
        return 74;
    }
    long offset = 0, batches = 0;
    double began = now();
    for (long done = 0; done < records; batches++) {
        long take = records - done < batch ? records - done : batch;
        for (long i = 0; i < take; i++) memset(buffer + i * bytes, (int)(done + i), (size_t)bytes);
        if (offset + take * bytes > fileBytes) offset = 0;
        if (pwrite(file, buffer, (size_t)(take * bytes), offset) != take * bytes) return 74;
        if (sync && fdatasync(file)) return 74;
        offset += take * bytes;
        done += take;
    }
    double seconds = now() - began;
    printf("%.0f %.1f\n", (double)records / seconds, seconds * 1e6 / (double)batches);
    unlink(arguments[1]);
    return 0;
}
