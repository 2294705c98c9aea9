// The consumer's end of a stream of Thrice verdict records, for embedded C11: what `thrice gate`
// does, as a header. No allocation, no input or output, no clock: the caller passes CLOCK_MONOTONIC
// nanoseconds of the voter's host. Anything but the next record, whole and in time, makes the
// answer restrictive and latches it. Record format: docs/FORMATS.md; why it is so:
// docs/decisions/0002-gate.md.
//
//     thrice_consumer c;
//     thrice_consumer_init(&c, "APPLY", 5, 200000000, 0, now());
//     on a line (newline cut off): thrice_consumer_record(&c, line, length, now());
//     on end of input:             thrice_consumer_end(&c);
//     whenever the output is set:  bytes = thrice_consumer_answer(&c, now(), &length);
//
// Set the output at least once a cycle. Take what is in force now; never keep an answer of your
// own. What is kept here has a check code: a bit that flips between two calls ends the consumer for
// good, with the restrictive answer, or an empty one where it is that which was struck.
#ifndef THRICE_CONSUMER_H
#define THRICE_CONSUMER_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifndef THRICE_ANSWER_BYTES_MAX
#define THRICE_ANSWER_BYTES_MAX 256
#endif
#define THRICE_OVERHEAD_BYTES_MAX 87

typedef enum {
    THRICE_PASSED, THRICE_RESTRICTIVE, THRICE_HELD, THRICE_QUIET, THRICE_END, // faults from here on
    THRICE_MALFORMED, THRICE_OVERLONG, THRICE_CHECK, THRICE_GAP, THRICE_REPEATED, THRICE_DIGEST,
    THRICE_EXPIRED, THRICE_WITHDRAWN, THRICE_SILENCE, THRICE_CLOCK, THRICE_CUT, THRICE_ENDED,
    THRICE_CORRUPT // what is kept here is not what was put here
} thrice_cause;
typedef enum { THRICE_WAITING, THRICE_OPEN, THRICE_LATCHED, THRICE_OVER } thrice_state;
typedef enum { THRICE_UNKNOWN, THRICE_EXPECT_DIGEST, THRICE_EXPECT_END } thrice_expected;

typedef struct {
    uint64_t cycle, release_after, next, good, clock, deadline, digest;
    const char *restrictive, *restrictive_again; // the caller's, kept by reference
    size_t restrictive_length, restrictive_length_again, answer_length;
    thrice_state state;
    thrice_expected expected;
    thrice_cause cause; // of the answer in force
    int deadline_is_expiry;
    char answer[THRICE_ANSWER_BYTES_MAX];
    uint32_t check; // of all before it that is in use
} thrice_consumer;

// CRC-64/XZ of a demand without its newline, as a record names it.
static inline uint64_t thrice_consumer_digest(const void *bytes, size_t length) {
    uint64_t code = UINT64_MAX;
    for (size_t i = 0; i < length; i++) {
        code ^= ((const unsigned char *)bytes)[i];
        for (int bit = 0; bit < 8; bit++) code = code >> 1 ^ (code & 1 ? 0xC96C5795D7870F42u : 0);
    }
    return ~code;
}
static inline uint32_t thrice_check_(const char *bytes, size_t length) { // CRC-32C
    uint32_t code = UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        code ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++) code = code >> 1 ^ (code & 1 ? 0x82F63B78u : 0);
    }
    return ~code;
}
static inline uint32_t thrice_kept_(const thrice_consumer *c) {
    size_t used = c->answer_length <= THRICE_ANSWER_BYTES_MAX ? c->answer_length : 0;
    return thrice_check_((const char *)c, offsetof(thrice_consumer, answer) + used);
}
// Each call begins with the one and ends with the other.
static inline int thrice_open_(thrice_consumer *c) {
    if (c->check == thrice_kept_(c)) return 1;
    c->state = THRICE_OVER;
    c->cause = THRICE_CORRUPT;
    c->answer_length = 0;
    return 0;
}
static inline void thrice_close_(thrice_consumer *c) { c->check = thrice_kept_(c); }
static inline uint64_t thrice_later_(uint64_t instant, uint64_t by) {
    return instant > UINT64_MAX - by ? UINT64_MAX : instant + by;
}
static inline int thrice_skip_(const char **at, const char *end, const char *text) {
    size_t length = strlen(text);
    if ((size_t)(end - *at) < length || memcmp(*at, text, length) != 0) return 0;
    *at += length;
    return 1;
}
static inline int thrice_hex_(const char **at, const char *end, int digits, uint64_t *number) {
    if (end - *at < digits) return 0;
    for (*number = 0; digits > 0; digits--, ++*at) {
        char c = **at;
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return 0;
        *number = *number << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return 1;
}
static inline int thrice_decimal_(const char **at, const char *end, uint64_t *number) {
    const char *first = *at;
    for (*number = 0; *at < end && *at - first < 19 && **at >= '0' && **at <= '9'; ++*at)
        *number = *number * 10 + (uint64_t)(**at - '0');
    return *at > first && (*at - first == 1 || *first != '0') && thrice_skip_(at, end, " ");
}
static inline thrice_cause thrice_latch_(thrice_consumer *c, thrice_cause cause) {
    c->good = 0;
    c->answer_length = 0;
    if (c->state != THRICE_OVER) c->state = THRICE_LATCHED;
    return c->cause = cause;
}
// Returns whether the instant shows a fault; makes it the latest one seen.
static inline int thrice_advance_(thrice_consumer *c, uint64_t now) {
    int fault = now < c->clock;
    if (fault) thrice_latch_(c, THRICE_CLOCK);
    else c->clock = now;
    if (c->state != THRICE_OPEN || c->clock < c->deadline) return fault;
    thrice_latch_(c, c->deadline_is_expiry ? THRICE_WITHDRAWN : THRICE_SILENCE);
    return 1;
}
// `release_after`: good records in a row after which a latched consumer opens again; 0: never.
static inline void thrice_consumer_init(thrice_consumer *c, const char *restrictive, size_t length,
                                        uint64_t cycle, uint64_t release_after, uint64_t now) {
    memset(c, 0, sizeof *c);
    c->restrictive = c->restrictive_again = restrictive;
    c->restrictive_length = c->restrictive_length_again = length;
    c->cycle = cycle;
    c->release_after = release_after;
    c->next = 1;
    c->clock = now;
    c->deadline = thrice_later_(now, cycle);
    c->cause = THRICE_QUIET;
    thrice_close_(c);
}
// Optional, before a record: the digest of the consumer's own demand number `c->next`, or that none
// is left.
static inline void thrice_consumer_expect_digest(thrice_consumer *c, uint64_t digest) {
    thrice_open_(c);
    c->expected = THRICE_EXPECT_DIGEST;
    c->digest = digest;
    thrice_close_(c);
}
static inline void thrice_consumer_expect_end(thrice_consumer *c) {
    thrice_open_(c);
    c->expected = THRICE_EXPECT_END;
    thrice_close_(c);
}

static inline thrice_cause thrice_judge_(thrice_consumer *c, const char *line, size_t length) {
    const char *at = line, *end, *tail, *newline;
    uint64_t check, sequence, digest, expires, next = c->next;
    thrice_expected expected = c->expected;
    thrice_cause kind;
    c->expected = THRICE_UNKNOWN;
    if (c->state == THRICE_OVER) return THRICE_ENDED;
    if (length >= THRICE_OVERHEAD_BYTES_MAX + THRICE_ANSWER_BYTES_MAX) return THRICE_OVERLONG;
    if (length < 42) return THRICE_MALFORMED;
    end = tail = line + length - 9;
    if (!thrice_skip_(&at, end, "thrice1 ")) return THRICE_MALFORMED;
    if (!thrice_skip_(&tail, line + length, " ") || !thrice_hex_(&tail, line + length, 8, &check)
        || check != thrice_check_(line, length - 9)) return THRICE_CHECK;
    if (!thrice_decimal_(&at, end, &sequence) || sequence == 0) return THRICE_MALFORMED;
    if (!thrice_hex_(&at, end, 16, &digest)) return THRICE_MALFORMED;
    if (thrice_skip_(&at, end, " agreed ")) kind = THRICE_PASSED;
    else if (thrice_skip_(&at, end, " restrictive ")) kind = THRICE_RESTRICTIVE;
    else if (thrice_skip_(&at, end, " end ")) kind = THRICE_END;
    else return THRICE_MALFORMED;
    if (!thrice_decimal_(&at, end, &expires)) return THRICE_MALFORMED;
    if (end - at > THRICE_ANSWER_BYTES_MAX) return THRICE_OVERLONG;
    newline = memchr(at, '\n', (size_t)(end - at));
    if (newline || (kind == THRICE_END && (at != end || digest != 0))) return THRICE_MALFORMED;
    if (sequence < next) return THRICE_REPEATED;
    c->next = sequence + 1;
    if (sequence != next) return THRICE_GAP;
    if (expected == THRICE_EXPECT_DIGEST && (kind == THRICE_END || digest != c->digest))
        return THRICE_DIGEST;
    if (expected == THRICE_EXPECT_END && kind != THRICE_END) return THRICE_DIGEST;
    if (c->clock >= expires) return THRICE_EXPIRED;
    if (kind == THRICE_END) return c->state = THRICE_OVER, kind;
    if (c->state == THRICE_LATCHED) {
        if (++c->good == c->release_after) c->state = THRICE_OPEN;
        return THRICE_HELD;
    }
    c->state = THRICE_OPEN;
    if (kind != THRICE_PASSED) return kind;
    c->deadline_is_expiry = expires < c->deadline;
    if (c->deadline_is_expiry) c->deadline = expires;
    c->answer_length = (size_t)(end - at);
    if (end > at) memcpy(c->answer, at, (size_t)(end - at));
    return kind;
}
// One line without its newline, of any length and content. THRICE_PASSED: its answer is in force.
static inline thrice_cause thrice_consumer_record(thrice_consumer *c, const char *line,
                                                  size_t length, uint64_t now) {
    if (thrice_open_(c)) {
        thrice_advance_(c, now);
        c->deadline = thrice_later_(c->clock, c->cycle);
        c->deadline_is_expiry = 0;
        c->cause = thrice_judge_(c, line, length);
        if (c->cause >= THRICE_MALFORMED) thrice_latch_(c, c->cause);
    }
    thrice_close_(c);
    return c->cause;
}
static inline int thrice_tick_(thrice_consumer *c, uint64_t now) {
    int due = now >= c->deadline, fault = thrice_advance_(c, now);
    if (!due && !fault) return 0;
    if (!fault) c->cause = THRICE_QUIET;
    c->deadline = thrice_later_(c->clock, c->cycle);
    c->deadline_is_expiry = 0;
    return 1;
}
// Returns 1 when a restrictive answer fell due: a cycle, or the life of the last answer, is over.
static inline int thrice_consumer_tick(thrice_consumer *c, uint64_t now) {
    int due = !thrice_open_(c) || thrice_tick_(c, now);
    thrice_close_(c);
    return due;
}
static inline void thrice_consumer_end(thrice_consumer *c) {
    if (thrice_open_(c)) c->cause = c->state == THRICE_OVER ? THRICE_END : THRICE_CUT;
    c->state = THRICE_OVER;
    thrice_close_(c);
}
// The answer in force now; valid until the next call.
static inline const char *thrice_consumer_answer(thrice_consumer *c, uint64_t now, size_t *length) {
    thrice_consumer_tick(c, now);
    int passed = c->cause == THRICE_PASSED && c->state == THRICE_OPEN;
    int known = c->restrictive == c->restrictive_again
                && c->restrictive_length == c->restrictive_length_again;
    *length = passed ? c->answer_length : known ? c->restrictive_length : 0;
    return passed ? c->answer : known ? c->restrictive : "";
}
#endif
