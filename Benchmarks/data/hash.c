// Hashes a buffer over and over: unsigned sums, shifts and bits.
#include <stdio.h>

static unsigned char buffer[65536];

static unsigned hash(unsigned seed, unsigned length) {
    unsigned value = seed ^ 0x9e3779b9u;
    for (unsigned index = 0; index < length; index++) {
        value = value + buffer[index];
        value = value + (value << 10);
        value = value ^ (value >> 6);
    }
    value = value + (value << 3);
    value = value ^ (value >> 11);
    return value + (value << 15);
}

int main(void) {
    unsigned state = 12345u;
    for (unsigned index = 0; index < sizeof buffer; index++) {
        state = state * 1664525u + 1013904223u;
        buffer[index] = (unsigned char)(state >> 24);
    }
    unsigned long total = 0;
    for (unsigned round = 0; round < 1000u; round++) {
        total = total + (hash(round, 65536u) ^ round);
    }
    printf("%lu\n", total);
    return 0;
}
