// Numbers that two processes read and write in the same memory, and a ring of bytes beside them.
#pragma once
#include <stdint.h>

/// Reads a number; what the writer wrote before it is seen, too.
static inline uint64_t thrice_load(const uint64_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

/// Writes a number after all that was written before it.
static inline void thrice_store(uint64_t *word, uint64_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

/// Nothing moves across: what this process wrote before is seen by others before it reads on.
static inline void thrice_fence(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

/// Puts another number into the word and returns the one that was there.
static inline uint64_t thrice_exchange(uint64_t *word, uint64_t value) {
    return __atomic_exchange_n(word, value, __ATOMIC_SEQ_CST);
}

/// Close-on-exec memory of `size` bytes that nobody can make shorter or longer: a peer that could
/// would end whoever reads what is gone. Returns a descriptor, or -1.
int thrice_sealed_memory(const char *name, long size);
/// Whether the memory has exactly `size` bytes and is sealed.
int thrice_is_sealed_memory(int descriptor, long size);
/// Maps `front` bytes and then the `ring` bytes behind them twice, one after the other, so that
/// every part of the ring is in one piece. Both are multiples of the page. NULL when that fails.
void *thrice_map_ring(int descriptor, long front, long ring);
void thrice_unmap_ring(void *memory, long front, long ring);
/// A close-on-exec, non-blocking counter to wake somebody with, or -1.
int thrice_wake_descriptor(void);
