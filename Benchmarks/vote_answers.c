// Recorded answers for scripts/bench-vote: `vote_answers LINES EVERY OFFSET` writes lines of 31
// digits and a line feed; with EVERY above 0, one in so many lines differs.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    unsigned long lines = strtoul(argv[1], NULL, 10);
    unsigned long every = strtoul(argv[2], NULL, 10);
    unsigned long offset = strtoul(argv[3], NULL, 10);
    static char buffer[1 << 20];
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    char line[33];
    memset(line, '0', 31);
    line[31] = '\n';
    for (unsigned long number = 0; number < lines; number++) {
        unsigned long rest = number;
        for (int place = 30; place > 20; place--, rest /= 10) line[place] = (char)('0' + rest % 10);
        line[0] = every > 0 && number % every == offset ? '9' : '0';
        if (fwrite(line, 1, 32, stdout) != 32) return 74;
    }
    return fflush(stdout) == 0 ? 0 : 74;
}
