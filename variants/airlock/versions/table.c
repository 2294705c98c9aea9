// Airlock controller, table-driven: the sensors say which of ten stages the chamber is in, the
// table says for each request what to do in it. The pump always runs gently.
//
// Demand: innerDoor outerDoor sealed pumping pressure request
// Answer: inner outer pump power lamps; `ERR` to a line that is no demand.

#include <stdio.h>
#include <string.h>

enum Stage {
    innerOpen, outerOpen, unlocked, full, empty, between, filled, filling, drained, draining,
    stageCount
};
enum Request { nobody, inside, outside, requestCount };

static const char *const table[requestCount][stageCount] = {
    [nobody] = {
        [innerOpen] = "OPEN SHUT OFF 0 1010",
        [outerOpen] = "SHUT OPEN OFF 0 1011",
        [unlocked] = "SHUT SHUT OFF 0 0010",
        [full] = "SHUT SHUT OFF 0 0011",
        [empty] = "SHUT SHUT OFF 0 0100",
        [between] = "SHUT SHUT OFF 0 0101",
        [filled] = "SHUT SHUT OFF 0 0110",
        [filling] = "SHUT SHUT OFF 0 0111",
        [drained] = "SHUT SHUT OFF 0 0110",
        [draining] = "SHUT SHUT OFF 0 0111",
    },
    [inside] = {
        [innerOpen] = "OPEN SHUT OFF 0 1010",
        [outerOpen] = "SHUT SHUT OFF 0 0001",
        [unlocked] = "SHUT SHUT OFF 0 0010",
        [full] = "OPEN SHUT OFF 0 1011",
        [empty] = "SHUT SHUT FILL 3 1100",
        [between] = "SHUT SHUT FILL 3 1101",
        [filled] = "SHUT SHUT OFF 0 0110",
        [filling] = "SHUT SHUT FILL 3 1111",
        [drained] = "SHUT SHUT OFF 0 0110",
        [draining] = "SHUT SHUT OFF 0 0111",
    },
    [outside] = {
        [innerOpen] = "SHUT SHUT OFF 0 0000",
        [outerOpen] = "SHUT OPEN OFF 0 1011",
        [unlocked] = "SHUT SHUT OFF 0 0010",
        [full] = "SHUT SHUT DRAIN 3 1011",
        [empty] = "SHUT OPEN OFF 0 1100",
        [between] = "SHUT SHUT DRAIN 3 1101",
        [filled] = "SHUT SHUT OFF 0 0110",
        [filling] = "SHUT SHUT OFF 0 0111",
        [drained] = "SHUT SHUT OFF 0 0110",
        [draining] = "SHUT SHUT DRAIN 3 1111",
    },
};

static enum Stage stageOf(const char *inner, const char *outer, int sealed, const char *pumping,
                          int pressure) {
    if (strcmp(inner, "OPEN") == 0) {
        return innerOpen;
    }
    if (strcmp(outer, "OPEN") == 0) {
        return outerOpen;
    }
    if (sealed < 2) {
        return unlocked;
    }
    if (strcmp(pumping, "FILL") == 0) {
        return pressure >= 95 ? filled : filling;
    }
    if (strcmp(pumping, "DRAIN") == 0) {
        return pressure <= 5 ? drained : draining;
    }
    return pressure >= 95 ? full : pressure <= 5 ? empty : between;
}

static enum Request requestOf(const char *word) {
    return strcmp(word, "INSIDE") == 0 ? inside : strcmp(word, "OUTSIDE") == 0 ? outside : nobody;
}

int main(void) {
    char line[256];
    char inner[8], outer[8], pumping[8], request[8];
    int sealed, pressure;
    while (fgets(line, sizeof line, stdin) != NULL) {
        int fields = sscanf(line, "%7s %7s %d %7s %d %7s", inner, outer, &sealed, pumping,
                            &pressure, request);
        const char *answer = "ERR";
        if (fields == 6) {
            answer = table[requestOf(request)][stageOf(inner, outer, sealed, pumping, pressure)];
        }
        puts(answer);
        if (fflush(stdout) != 0) {
            return 1;
        }
    }
    return 0;
}
