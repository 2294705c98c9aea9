// Drives include/thrice_consumer.h with the histories of a test, one command a line:
//   init <cycle> <release> <now>    record <now> <u|e|digest> <line in hexadecimal>    tick <now>  
//    end <now>
// and prints after each `<cause> <next sequence> <answer in force, hexadecimal>`, or `none` for a
// tick before time.
#define THRICE_ANSWER_BYTES_MAX 64
#include "thrice_consumer.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const causes[] = {
    "passed", "restrictive", "held", "quiet", "end", "malformed", "overlong", "check", "gap",
    "repeated", "digest", "expired", "withdrawn", "silence", "clock", "cut", "ended", "corrupt"};

static void show(thrice_consumer *consumer) {
    size_t length;
    printf("%s %" PRIu64 " ", causes[consumer->cause], consumer->next);
    // Asked at the latest instant seen: a clock gone back must not count twice.
    const char *answer = thrice_consumer_answer(consumer, consumer->clock, &length);
    for (size_t i = 0; i < length; i++) printf("%02x", (unsigned char)answer[i]);
    putchar('\n');
}

// The line gets memory of exactly its size, so that the address sanitizer sees a read past it.
static void record(thrice_consumer *consumer, uint64_t now, const char *demand,
                   const char *hexadecimal) {
    size_t length = strlen(hexadecimal) / 2;
    char *line = malloc(length ? length : 1);
    for (size_t i = 0; i < length; i++) {
        char digits[3] = {hexadecimal[2 * i], hexadecimal[2 * i + 1], 0};
        line[i] = (char)strtoul(digits, NULL, 16);
    }
    if (demand[0] == 'e' && demand[1] == 0) thrice_consumer_expect_end(consumer);
    else if (demand[0] != 'u') thrice_consumer_expect_digest(consumer, strtoull(demand, NULL, 16));
    thrice_consumer_record(consumer, line, length, now);
    free(line);
    show(consumer);
}

int main(void) {
    static char text[8192], demand[32], hexadecimal[8192];
    static thrice_consumer consumer;
    uint64_t now, cycle, release;
    while (fgets(text, sizeof text, stdin)) {
        hexadecimal[0] = 0;
        if (sscanf(text, "init %" SCNu64 " %" SCNu64 " %" SCNu64, &cycle, &release, &now) == 3) {
            thrice_consumer_init(&consumer, "APPLY", 5, cycle, release, now);
        } else if (sscanf(text, "record %" SCNu64 " %31s %8191s", &now, demand, hexadecimal) >= 2) {
            record(&consumer, now, demand, hexadecimal);
        } else if (sscanf(text, "tick %" SCNu64, &now) == 1) {
            if (thrice_consumer_tick(&consumer, now)) show(&consumer);
            else puts("none");
        } else if (sscanf(text, "end %" SCNu64, &now) == 1) {
            thrice_consumer_end(&consumer);
            show(&consumer);
        } else {
            return 2;
        }
    }
    return 0;
}
