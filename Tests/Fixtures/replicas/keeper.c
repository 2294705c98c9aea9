// A replica that keeps a state, and saves and restores it by thrice.h. It answers each demand with
// the digest of all demands so far, as `faulty good stateful`; keeper.py does the same.
//
//   keeper MODE [from=N] [mark=TEXT]
//
// lies: it saves a wrong state from the demand with that number on; numb: it does not take a
// state; blind: it was not told of states at all; many: its state grows beyond all bounds.
#include "../../../include/thrice.h"
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

static struct { uint64_t digest, count; } kept = {14695981039346656037u, 0};

int main(int count, char **arguments) {
    static char line[1 << 17];
    const char *mode = count > 1 ? arguments[1] : "good", *text;
    long from = 0, number = 0;
    for (int i = 2; i < count; i++)
        if (strncmp(arguments[i], "from=", 5) == 0) from = atol(arguments[i] + 5);
    for (;;) {
        thrice_kind kind = thrice_next(line, sizeof line, &text);
        if (kind == THRICE_AT_END) return 0;
        if (strcmp(mode, "blind") == 0) kind = THRICE_DEMAND, text = line;
        if (kind == THRICE_RESTORE) fprintf(stderr, "took %s\n", text);
        if (kind == THRICE_RESTORE && strcmp(mode, "numb") != 0)
            sscanf(text, "count=%" SCNu64 ";digest=%" SCNx64, &kept.count, &kept.digest);
        if (kind == THRICE_DEMAND) {
            number = strtol(text, NULL, 10);
            for (kept.count++; *text; text++)
                kept.digest = (kept.digest ^ (unsigned char)*text) * 1099511628211u;
            thrice_tell("%016" PRIx64, kept.digest);
            continue;
        }
        int lies = strcmp(mode, "lies") == 0 && kind == THRICE_SAVE && number >= from;
        int width = strcmp(mode, "many") == 0 && number >= from ? 1 << 17 : 0;
        uint64_t told = kept.digest ^ (uint64_t)lies;
        thrice_tell_state(
            "count=%" PRIu64 ";digest=%016" PRIx64 "%*s", kept.count, told, width, "");
    }
}
