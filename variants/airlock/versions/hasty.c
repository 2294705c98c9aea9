// Airlock controller, decided step by step. It has a flaw that is easily made and easily missed:
// it asks whether the pump still runs before a door opens, but not before the pump is to run, so
// that a request for the other side turns a running pump without stopping it.
//
// Demand: innerDoor outerDoor sealed pumping pressure request
// Answer: inner outer pump power lamps; `ERR` to a line that is no demand.

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct Side {
    const char *open;   // door commands that open it
    const char *toward; // pump direction that leads there
    int distance;       // of the pressure from that side's
    bool isOpen;
};

static void say(const char *doors, const char *pump, int power, int lamps) {
    bool red = power > 0 || strstr(doors, "OPEN") != NULL;
    printf("%s %s %d %d%d%d%d\n", doors, pump, power, red, lamps >> 2 & 1, lamps >> 1 & 1,
           lamps & 1);
}

static void serve(struct Side side, int sealed, const char *pumping) {
    if (side.isOpen) {
        say(side.open, "OFF", 0, 7);
    } else if (sealed < 2) {
        say("SHUT SHUT", "OFF", 0, 1 + sealed);
    } else if (side.distance > 5) {
        say("SHUT SHUT", side.toward, side.distance > 15 ? 8 : 2, side.distance / 13);
    } else if (strcmp(pumping, "OFF") != 0) {
        say("SHUT SHUT", "OFF", 0, 5);
    } else {
        say(side.open, "OFF", 0, 6);
    }
}

int main(void) {
    char line[256];
    char inner[8], outer[8], pumping[8], request[8];
    int sealed, pressure;
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "%7s %7s %d %7s %d %7s", inner, outer, &sealed, pumping, &pressure,
                   request) != 6) {
            puts("ERR");
        } else {
            struct Side ship = {"OPEN SHUT", "FILL", 100 - pressure, strcmp(inner, "OPEN") == 0};
            struct Side space = {"SHUT OPEN", "DRAIN", pressure, strcmp(outer, "OPEN") == 0};
            if (strcmp(request, "INSIDE") == 0) {
                serve(ship, sealed, pumping);
            } else if (strcmp(request, "OUTSIDE") == 0) {
                serve(space, sealed, pumping);
            } else {
                say(ship.isOpen ? ship.open : space.isOpen ? space.open : "SHUT SHUT", "OFF", 0,
                    sealed % 8);
            }
        }
        if (fflush(stdout) != 0) {
            return 1;
        }
    }
    return 0;
}
