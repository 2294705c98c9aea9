// brakes.c made to take single steps: a line of 13 numbers is the state before, the line after it
// the demand. The answer is `RELEASE` or `APPLY` and the state after, in the same order.
#define main brakesMain
#include BRAKES
#undef main

static bool readState(void) {
    int started, known, braking, latched;
    int fields = scanf(
        "%d %d %d %d %d %d %d %d %d %d %d %d %d%*c", &started, &continuity.expectedCycle,
        &continuity.faults, &known, &motion.speeds[1], &motion.speeds[2], &motion.positions[1],
        &motion.positions[2], &motion.stillCycles, &brake.overspeedCycles, &brake.acknowledgeAge,
        &braking, &latched);
    continuity.started = started;
    motion.known = known;
    motion.lastPosition = motion.positions[2];
    brake.serviceBraking = braking;
    brake.latched = latched;
    return fields == 13;
}

int main(void) {
    while (readState() && readLine()) {
        bool released = superviseCycle();
        printf("%s %d %d %d %d %d %d %d %d %d %d %d %d %d\n", released ? "RELEASE" : "APPLY",
               continuity.started, continuity.expectedCycle, continuity.faults, motion.known,
               motion.speeds[1], motion.speeds[2], motion.positions[1], motion.positions[2],
               motion.stillCycles, brake.overspeedCycles, brake.acknowledgeAge,
               brake.serviceBraking, brake.latched);
    }
    return 0;
}
