// A program whose state Thrice can save and restore (`checkpoint` in thrice.yaml), in C99 without
// any library. A line is a demand, or one of two texts that no demand is: `thrice:save` asks for
// the state, and `thrice:restore STATE` hands one over that is to be taken. Both are answered with
// `thrice:state STATE`, the state that the program is in then. Any language can do that by itself;
// this is all there is to it (docs/FORMATS.md, "Checkpoints").
//
//     static long count, sum;
//     int main(void) {
//         static char line[65536];
//         const char *text;
//         for (;;) switch (thrice_next(line, sizeof line, &text)) {
//         case THRICE_AT_END: return 0;
//         case THRICE_RESTORE: sscanf(text, "count=%ld;sum=%ld", &count, &sum); // and tells it:
//         case THRICE_SAVE: thrice_tell_state("count=%ld;sum=%ld", count, sum); break;
//         case THRICE_DEMAND: count++, sum += atol(text); thrice_tell("%ld", sum); break;
//         }
//     }
//
// The state is one line of text, the same bytes for the same state whatever the program's own
// layout is: all that answers to come depend on, as `name=value;name=value` in one fixed order.
#ifndef THRICE_H
#define THRICE_H
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef enum { THRICE_AT_END, THRICE_DEMAND, THRICE_SAVE, THRICE_RESTORE } thrice_kind;

// What a line without its line feed is; `*text` is what of it concerns the program: the demand, or
// the state to be taken.
static inline thrice_kind thrice_kind_of(const char *line, const char **text) {
    static const char restore[] = "thrice:restore ";
    *text = line;
    if (strcmp(line, "thrice:save") == 0) return THRICE_SAVE;
    if (strncmp(line, restore, sizeof restore - 1) != 0) return THRICE_DEMAND;
    *text = line + sizeof restore - 1;
    return THRICE_RESTORE;
}

// Reads the next line of standard input into `line`, which is ended by a zero; what of it does not
// fit in `size` bytes is left out, so let that be more than the longest demand and state.
static inline thrice_kind thrice_next(char *line, size_t size, const char **text) {
    size_t length = 0;
    int byte = getc(stdin);
    if (byte == EOF) return THRICE_AT_END;
    for (; byte != EOF && byte != '\n'; byte = getc(stdin))
        if (length + 1 < size) line[length++] = (char)byte;
    line[length] = 0;
    return thrice_kind_of(line, text);
}

// Writes an answer, formatted as by printf, which must hold no line feed.
static inline void thrice_tell(const char *format, ...) {
    va_list values;
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
    fflush(stdout);
}

// Writes the state, formatted as by printf.
static inline void thrice_tell_state(const char *format, ...) {
    va_list values;
    fputs("thrice:state ", stdout);
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
    fflush(stdout);
}
#endif
