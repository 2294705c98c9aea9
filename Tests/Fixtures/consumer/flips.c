// Flips every single bit of what include/thrice_consumer.h keeps, in every one of some states, and
// goes on from there in every one of some ways. Prints how many came to an answer that is neither
// the one without the flip nor a restrictive one: with the check code, and, as a twin that has
// none, with the code made anew behind the flip.
#define THRICE_ANSWER_BYTES_MAX 16
#include "thrice_consumer.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { CYCLE = 100, STATES = 7, WAYS = 8 };

// A record of sequence `number` for the demand "d", that expires at `expires`.
static void give(thrice_consumer *c, uint64_t number, const char *answer, uint64_t expires,
                 uint64_t now) {
    char line[THRICE_OVERHEAD_BYTES_MAX + THRICE_ANSWER_BYTES_MAX];
    int length = snprintf(line, sizeof line, "thrice1 %" PRIu64 " %016" PRIx64 " agreed %" PRIu64
                          " %s", number, thrice_consumer_digest("d", 1), expires, answer);
    uint32_t check = thrice_check_(line, (size_t)length);
    length += snprintf(line + length, sizeof line - (size_t)length, " %08" PRIx32, check);
    thrice_consumer_record(c, line, (size_t)length, now);
}

static void prepare(thrice_consumer *c, int state) {
    thrice_consumer_init(c, "APPLY", 5, CYCLE, 3, 0);
    if (state > 0) give(c, 1, "RELEASE", state == 1 ? 1000 : 60, 10);
    if (state == 3) thrice_consumer_expect_digest(c, thrice_consumer_digest("d", 1));
    if (state == 4) thrice_consumer_expect_end(c);
    if (state >= 5) give(c, 5, "RELEASE", 1000, 20); // a gap
    if (state == 6) give(c, 6, "RELEASE", 1000, 30);
}

static const char *go(thrice_consumer *c, int way, size_t *length) {
    uint64_t now = 40, next = way == 5 ? 3 : way == 6 ? 1 : 2;
    switch (way) {
    case 0: break;
    case 1: now = 59; break;
    case 2: now = 60; break;      // one of them has expired
    case 3: now = 110; break;     // silence
    case 4: now = 5000; break;    // long silence
    case 5: case 6: give(c, next, "RELEASE", 1000, now); break;
    default:
        give(c, 2, "HALT", 1000, now);
        give(c, 7, "RELEASE", 1000, now); // a gap, or the next one while latched
    }
    return thrice_consumer_answer(c, now, length);
}

static int is(const char *answer, size_t length, const char *text, size_t other) {
    return length == other && memcmp(answer, text, length) == 0;
}

// Returns 1 for an answer that may not be.
static int try(const thrice_consumer *before, size_t bit, int way, int checked) {
    thrice_consumer right = *before, struck = *before;
    size_t wanted_length, length;
    const char *wanted = go(&right, way, &wanted_length);
    ((unsigned char *)&struck)[bit / 8] ^= (unsigned char)(1u << bit % 8);
    if (!checked) struck.check = thrice_kept_(&struck);
    const char *answer = go(&struck, way, &length);
    if (length == 0 || is(answer, length, wanted, wanted_length)) return 0;
    return !is(answer, length, "APPLY", 5);
}

int main(void) {
    size_t flips = 0, wrong[2] = {0, 0};
    // Without the code a restrictive answer that was struck may stand anywhere.
    const size_t first = offsetof(thrice_consumer, restrictive),
                 last = offsetof(thrice_consumer, answer_length);
    for (int state = 0; state < STATES; state++) {
        thrice_consumer consumer;
        prepare(&consumer, state);
        for (size_t bit = 0; bit < sizeof consumer * 8; bit++) {
            for (int way = 0; way < WAYS; way++) {
                flips++;
                wrong[1] += (size_t)try(&consumer, bit, way, 1);
                if (bit / 8 < first || bit / 8 >= last)
                    wrong[0] += (size_t)try(&consumer, bit, way, 0);
            }
        }
    }
    printf("%zu %zu %zu\n", flips, wrong[1], wrong[0]);
    return 0;
}
