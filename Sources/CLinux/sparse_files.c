#define _GNU_SOURCE
#include "sparse_files.h"

#include <errno.h>
#include <unistd.h>

long thrice_written_from(int file, long from, long size, long *end) {
    long start = lseek(file, from, SEEK_DATA);
    if (start < 0 && errno == ENXIO) return -1;
    if (start < 0) start = from;
    long hole = lseek(file, start, SEEK_HOLE);
    *end = hole > start && hole < size ? hole : size;
    return start < size ? start : -1;
}
