// Valve controller that opens by 4 in a cycle.
//
// A line is `released wanted`; without `released` it goes on from what it said itself.

#include <stdio.h>

int main(void) {
    char line[64];
    int opening = 0;
    while (fgets(line, sizeof line, stdin) != NULL) {
        int first, second;
        int count = sscanf(line, "%d %d", &first, &second);
        if (count < 1) {
            puts("ERR");
        } else {
            int before = count == 2 ? first : opening;
            int wanted = count == 2 ? second : first;
            opening = wanted > before + 4 ? before + 4 : wanted;
            printf("%d\n", opening);
        }
        if (fflush(stdout) != 0) {
            return 1;
        }
    }
    return 0;
}
