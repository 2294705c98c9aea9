#define _GNU_SOURCE
#include "shared_words.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW };

int thrice_sealed_memory(const char *name, long size) {
    int descriptor = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (descriptor < 0) return -1;
    if (ftruncate(descriptor, size) || fcntl(descriptor, F_ADD_SEALS, SEALS | F_SEAL_SEAL)) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

int thrice_is_sealed_memory(int descriptor, long size) {
    struct stat status;
    int seals = fcntl(descriptor, F_GET_SEALS);
    return seals >= 0 && (seals & SEALS) == SEALS && !fstat(descriptor, &status) &&
           status.st_size == size;
}

void *thrice_map_ring(int descriptor, long front, long ring) {
    const int access = PROT_READ | PROT_WRITE;
    char *memory = mmap(NULL, front + 2 * ring, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    void *first = mmap(memory, front + ring, access, MAP_SHARED | MAP_FIXED, descriptor, 0);
    void *again =
        mmap(memory + front + ring, ring, access, MAP_SHARED | MAP_FIXED, descriptor, front);
    if (first == MAP_FAILED || again == MAP_FAILED) {
        munmap(memory, front + 2 * ring);
        return NULL;
    }
    return memory;
}

void thrice_unmap_ring(void *memory, long front, long ring) { munmap(memory, front + 2 * ring); }

int thrice_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
