// Train-brake supervision: one demand, that is one control cycle of 100 ms, a line on standard
// input; one answer a line on standard output, flushed: `RELEASE` or `APPLY` (the safe side).
//
// Demand: ten decimal integers of 1 to 9 digits, separated by single spaces.
//
//   cycle             0 ... 999,999      one more than in the line before, 0 after 999,999
//   position A, B     0 ... 100,000,000  cm along the line, from two odometers
//   speed A, B        0 ... 100,000      mm/s, from two tachometers
//   ceiling           0 ... 100,000      mm/s, speed allowed here
//   target position   0 ... 100,000,000  cm, where the next speed restriction begins
//   target speed      0 ... 100,000      mm/s, speed allowed from there on
//   authority end     0 ... 100,000,000  cm, where the train must have stopped
//   driver            0 none, 1 acknowledge, 2 reset
//
// The train starts with the emergency latch set. README.md has the rules as a table.
//
// Build: cc -std=c11 brakes.c

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    fieldCount = 10,
    digitsMax = 9,
    lineBytesMax = 200,

    cycleMax = 999999,
    positionMax = 100000000,
    speedMax = 100000,

    speedSpread = 500,            // mm/s, plus a fiftieth of the higher speed
    positionSpread = 200,         // cm
    stepForwardMax = 1200,        // cm a cycle
    stepBackMax = 100,            // cm a cycle
    faultsCounted = 1000,
    faultsToLatch = 5,

    warningMargin = 1000,         // mm/s above the ceiling
    emergencyMargin = 3000,       // mm/s above the ceiling
    warningCycles = 20,           // of overspeed before the brake intervenes
    approachSpeed = 1400,         // mm/s, below which a train may creep up to the authority's end

    serviceDeceleration = 700,    // mm/s^2
    emergencyDeceleration = 1100, // mm/s^2
    serviceReaction = 2500,       // ms
    serviceRelease = 4000,        // ms; longer than above, so that the brake does not chatter
    emergencyReaction = 1000,     // ms

    standstillSpeed = 50,         // mm/s
    standstillCycles = 10,
    acknowledgeCycles = 30,       // within which the reset must follow
};

enum Driver { driverNone = 0, driverAcknowledge = 1, driverReset = 2 };

struct Line {
    char bytes[lineBytesMax];
    int length;
    bool malformed;
};

struct Fields {
    int32_t values[fieldCount];
    int count;
};

struct Demand {
    int32_t cycle;
    int32_t positionA;
    int32_t positionB;
    int32_t speedA;
    int32_t speedB;
    int32_t ceiling;
    int32_t targetPosition;
    int32_t targetSpeed;
    int32_t authorityEnd;
    int32_t driver;
};

// The last three accepted readings, and what is concluded from them.
struct Motion {
    int32_t speeds[3];
    int32_t positions[3];
    int32_t speed;
    int32_t position;
    int32_t lastPosition;
    int32_t stillCycles;
    bool known;
};

struct Continuity {
    int32_t expectedCycle;
    int32_t faults;
    bool started;
};

struct Brake {
    int32_t overspeedCycles;
    int32_t acknowledgeAge; // 0: nothing acknowledged
    bool serviceBraking;
    bool latched;
};

static struct Line line;
static struct Fields fields;
static struct Demand demand;
static struct Motion motion;
static struct Continuity continuity;
static struct Brake brake;

// Arithmetic

static int32_t larger(int32_t one, int32_t other) {
    return one > other ? one : other;
}

static int32_t smaller(int32_t one, int32_t other) {
    return one < other ? one : other;
}

static int32_t difference(int32_t one, int32_t other) {
    int32_t high = larger(one, other);
    int32_t low = smaller(one, other);
    return high - low;
}

static int32_t median(int32_t a, int32_t b, int32_t c) {
    int32_t low = smaller(a, b);
    int32_t high = larger(a, b);
    return larger(low, smaller(high, c));
}

// Input

// False at end of file; an unterminated last line counts.
static bool readLine(void) {
    int byte = getchar();
    line.length = 0;
    line.malformed = false;
    if (byte == EOF) {
        return false;
    }
    while (byte != EOF && byte != '\n') {
        if (line.length < lineBytesMax) {
            line.bytes[line.length] = (char)byte;
            line.length++;
        } else {
            line.malformed = true;
        }
        byte = getchar();
    }
    return true;
}

// The number of digits at `start`, at most one more than a field may have.
static int digitsAt(int start) {
    int count = 0;
    while (start + count < line.length && count <= digitsMax) {
        char byte = line.bytes[start + count];
        if (byte < '0' || byte > '9') {
            return count;
        }
        count++;
    }
    return count;
}

static int32_t numberAt(int start, int digits) {
    int32_t value = 0;
    for (int i = 0; i < digits; i++) {
        value = value * 10 + (line.bytes[start + i] - '0');
    }
    return value;
}

static bool splitFields(void) {
    int start = 0;
    fields.count = 0;
    while (fields.count < fieldCount) {
        int digits = digitsAt(start);
        if (digits < 1 || digits > digitsMax) {
            return false;
        }
        fields.values[fields.count] = numberAt(start, digits);
        fields.count++;
        start += digits;
        if (fields.count < fieldCount) {
            if (start == line.length || line.bytes[start] != ' ') {
                return false;
            }
            start++;
        }
    }
    return start == line.length;
}

static void takeDemand(void) {
    demand.cycle = fields.values[0];
    demand.positionA = fields.values[1];
    demand.positionB = fields.values[2];
    demand.speedA = fields.values[3];
    demand.speedB = fields.values[4];
    demand.ceiling = fields.values[5];
    demand.targetPosition = fields.values[6];
    demand.targetSpeed = fields.values[7];
    demand.authorityEnd = fields.values[8];
    demand.driver = fields.values[9];
}

static bool demandIsInRange(void) {
    int32_t sensorPosition = larger(demand.positionA, demand.positionB);
    int32_t trackPosition = larger(demand.targetPosition, demand.authorityEnd);
    int32_t sensorSpeed = larger(demand.speedA, demand.speedB);
    int32_t trackSpeed = larger(demand.ceiling, demand.targetSpeed);
    bool positions = sensorPosition <= positionMax && trackPosition <= positionMax;
    bool speeds = sensorSpeed <= speedMax && trackSpeed <= speedMax;
    return positions && speeds && demand.cycle <= cycleMax && demand.driver <= driverReset;
}

// Plausibility

// A line that cannot be read takes the place of one cycle. One that can sets the count anew, so
// that a gap costs a single cycle.
static bool cycleFollows(bool readable) {
    int32_t expected = continuity.expectedCycle;
    int32_t current = readable ? demand.cycle : expected;
    bool follows = !continuity.started || demand.cycle == expected;
    continuity.expectedCycle = current == cycleMax ? 0 : current + 1;
    continuity.started = continuity.started || readable;
    return readable && follows;
}

static bool sensorsAgree(void) {
    int32_t speedDifference = difference(demand.speedA, demand.speedB);
    int32_t speedTolerance = speedSpread + larger(demand.speedA, demand.speedB) / 50;
    int32_t positionDifference = difference(demand.positionA, demand.positionB);
    return speedDifference <= speedTolerance && positionDifference <= positionSpread;
}

// The window grows with every cycle that was not accepted: the train may have moved meanwhile.
static bool positionFollows(void) {
    int32_t cycles = continuity.faults + 1;
    int32_t step = larger(demand.positionA, demand.positionB) - motion.lastPosition;
    int32_t forwardMax = stepForwardMax * cycles;
    int32_t backMax = stepBackMax * cycles;
    return !motion.known || (step <= forwardMax && step >= -backMax);
}

// Filtering

static void rememberReading(void) {
    int32_t speed = larger(demand.speedA, demand.speedB);
    int32_t position = larger(demand.positionA, demand.positionB);
    motion.speeds[0] = motion.known ? motion.speeds[1] : speed;
    motion.speeds[1] = motion.known ? motion.speeds[2] : speed;
    motion.speeds[2] = speed;
    motion.positions[0] = motion.known ? motion.positions[1] : position;
    motion.positions[1] = motion.known ? motion.positions[2] : position;
    motion.positions[2] = position;
    motion.lastPosition = position;
    motion.known = true;
}

// The median lags one cycle behind; the way of that cycle, a hundredth of the speed, is added.
static void estimateMotion(void) {
    int32_t speed = median(motion.speeds[0], motion.speeds[1], motion.speeds[2]);
    int32_t behind = median(motion.positions[0], motion.positions[1], motion.positions[2]);
    int32_t stillCycles = smaller(motion.stillCycles + 1, standstillCycles);
    motion.speed = speed;
    motion.position = behind + speed / 100;
    motion.stillCycles = speed <= standstillSpeed ? stillCycles : 0;
}

static bool isStandingStill(void) {
    return motion.stillCycles >= standstillCycles;
}

// Supervision

static void setLatch(void) {
    brake.latched = true;
    brake.acknowledgeAge = 0;
}

// True when the train, after running on for `reaction` ms, cannot slow to `goalSpeed` by
// `goalPosition` at `deceleration`: v^2 - goal^2 > 2 a d, in micrometres so that nothing is
// rounded. The largest product is 2.3e15.
static bool exceedsCurve(int32_t goalPosition, int32_t goalSpeed, int32_t deceleration,
                         int32_t reaction) {
    int64_t speed = motion.speed;
    int64_t goal = goalSpeed;
    int64_t distance = (int64_t)goalPosition - motion.position;
    int64_t way = distance * 10000 - speed * reaction;
    int64_t needed = (speed * speed - goal * goal) * 1000;
    int64_t possible = 2 * (int64_t)deceleration * way;
    return speed > goal && needed > possible;
}

static bool exceedsAnyCurve(int32_t deceleration, int32_t reaction) {
    int32_t end = demand.authorityEnd;
    bool creeps = motion.speed <= approachSpeed;
    bool pastTarget =
        exceedsCurve(demand.targetPosition, demand.targetSpeed, deceleration, reaction);
    bool pastEnd = exceedsCurve(end, 0, deceleration, reaction);
    return pastTarget || (pastEnd && !creeps);
}

// Counts above the warning margin, holds within it, forgets at the ceiling.
static void superviseCeiling(void) {
    int32_t excess = motion.speed - demand.ceiling;
    if (excess > warningMargin) {
        brake.overspeedCycles = smaller(brake.overspeedCycles + 1, warningCycles);
    } else if (excess <= 0) {
        brake.overspeedCycles = 0;
    }
    if (excess > emergencyMargin) {
        setLatch();
    }
}

static void superviseCurves(void) {
    int32_t serviceTime = brake.serviceBraking ? serviceRelease : serviceReaction;
    bool service = exceedsAnyCurve(serviceDeceleration, serviceTime);
    bool emergency = exceedsAnyCurve(emergencyDeceleration, emergencyReaction);
    bool overrun = motion.position > demand.authorityEnd;
    brake.serviceBraking = service;
    if (emergency || overrun) {
        setLatch();
    }
}

// Acknowledge, then reset in time, both at standstill; anything else leaves the latch set.
static void followDriver(void) {
    if (!brake.latched || !isStandingStill()) {
        brake.acknowledgeAge = 0;
    } else if (demand.driver == driverAcknowledge) {
        brake.acknowledgeAge = 1;
    } else if (brake.acknowledgeAge == 0) {
        return;
    } else if (demand.driver == driverReset) {
        brake.latched = false;
        brake.overspeedCycles = 0;
        brake.acknowledgeAge = 0;
    } else {
        brake.acknowledgeAge++;
        if (brake.acknowledgeAge > acknowledgeCycles) {
            brake.acknowledgeAge = 0;
        }
    }
}

// One cycle

static void countFault(void) {
    continuity.faults = smaller(continuity.faults + 1, faultsCounted);
    motion.stillCycles = 0;
    brake.acknowledgeAge = 0;
    if (continuity.faults >= faultsToLatch) {
        setLatch();
    }
}

// Every check runs before any answer, so that none hides what another would have remembered.
static bool acceptDemand(void) {
    bool readable = !line.malformed && splitFields();
    if (readable) {
        takeDemand();
        readable = demandIsInRange();
    }
    if (!cycleFollows(readable)) {
        return false;
    }
    return sensorsAgree() && positionFollows();
}

static bool mayRelease(void) {
    bool speeding = brake.overspeedCycles >= warningCycles;
    return !brake.latched && !brake.serviceBraking && !speeding;
}

// The reset comes before the checks: a cause that lasts sets the latch again at once.
static bool superviseCycle(void) {
    if (!acceptDemand()) {
        countFault();
        return false;
    }
    continuity.faults = 0;
    rememberReading();
    estimateMotion();
    followDriver();
    superviseCeiling();
    superviseCurves();
    return mayRelease();
}

// Fails only when nobody reads the answers any more.
int main(void) {
    bool hasReader = true;
    brake.latched = true;
    while (hasReader && readLine()) {
        puts(superviseCycle() ? "RELEASE" : "APPLY");
        hasReader = fflush(stdout) == 0;
    }
    return hasReader ? EXIT_SUCCESS : EXIT_FAILURE;
}
