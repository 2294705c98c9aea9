// What the targets of `make bench-campaign` compute, and how it can be cut in two.
#pragma once
#include <stdint.h>
#include <string.h>

struct work {
    uint64_t value;
    uint32_t table[256];
};

static inline void begin_work(struct work *work) {
    memset(work, 0, sizeof *work);
    work->value = 88172645463325252u;
}

// So many rounds more.
static inline void do_work(struct work *work, uint64_t rounds) {
    uint64_t value = work->value;
    for (; rounds > 0; rounds--) {
        value ^= value << 13;
        value ^= value >> 7;
        value ^= value << 17;
        uint32_t *place = &work->table[value & 255];
        *place += (uint32_t)(value >> 32);
        if (*place & 1) value += *place;
    }
    work->value = value;
}

// What is answered: few bits of it, as of many programs.
static inline uint32_t result_of(const struct work *work) {
    uint32_t sum = (uint32_t)work->value;
    for (int i = 0; i < 256; i++) sum = sum * 31 + work->table[i];
    return sum;
}
