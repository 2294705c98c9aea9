// Launch Interceptor Program: one demand a line on standard input, one answer a line on standard
// output, flushed. Written from the published specification: J. C. Knight, N. G. Leveson,
// "An Experimental Evaluation of the Assumption of Independence in Multiversion Programming",
// IEEE Transactions on Software Engineering SE-12(1), 1986, doi:10.1109/TSE.1986.6312924.
//
// Demand: N  x1 y1 ... xN yN  19 parameters  LCM (15 x 15, row by row)  PUV (15).
// Answer: CMV (15 digits, condition 0 first), a space, LAUNCH (0 or 1); or `ERR <reason>`.
//
// Deviations from the paper: numbers are compared as doubles, not to six digits, and the matrix's
// diagonal is replaced by a vector of its own, the PUV.
//
// Build: cc -std=c11 -ffp-contract=off launch.c -lm

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    conditionCount = 15,
    parameterCount = 19,
    pointsMin = 2,
    pointsMax = 100,
    numbersMax = 1 + 2 * pointsMax + parameterCount + 15 * 15 + 15,
    lineBytesMax = 16384,
    numberBytesMax = 40,
};

// Larger numbers are refused, so that no product of four of them leaves the range of a double.
static const double magnitudeMax = 1e9;
static const double pi = 3.14159265358979323846;

enum Connector { notUsed = 0, bothMet = 1, eitherMet = 2 };

struct Point {
    double x;
    double y;
};

// Names as in the paper. Counts are numbers of points, gaps numbers of points in between.
struct Parameters {
    double length1;
    double length2;
    double radius1;
    double radius2;
    double area1;
    double area2;
    double epsilon;
    double distance;
    int quadrantPoints;
    int quadrants;
    int linePoints;
    int gapK;
    int gapA;
    int gapB;
    int gapC;
    int gapD;
    int gapE;
    int gapF;
    int gapG;
};

struct Requirements {
    int connectors[conditionCount][conditionCount];
    bool unlocking[conditionCount];
};

struct Decision {
    bool met[conditionCount];
    bool matrix[conditionCount][conditionCount];
    bool unlocked[conditionCount];
    bool launch;
};

// Of a measure over all searched pairs or triples; without any, no comparison with it holds.
struct Range {
    double smallest;
    double largest;
};

struct Line {
    char bytes[lineBytesMax + 1];
    int length;
    const char *problem;
};

struct Numbers {
    double values[numbersMax];
    int count;
};

static struct Line line;
static struct Numbers numbers;
static struct Point points[pointsMax];
static int pointCount;
static struct Parameters parameters;
static struct Requirements requirements;
static struct Decision decision;

// Geometry

static double squaredDistance(struct Point from, struct Point to) {
    double dx = to.x - from.x;
    double dy = to.y - from.y;
    return dx * dx + dy * dy;
}

static double distanceBetween(struct Point from, struct Point to) {
    return sqrt(squaredDistance(from, to));
}

// Twice the signed area of the triangle: positive when `a`, `b`, `c` turn left.
static double crossProduct(struct Point a, struct Point b, struct Point c) {
    double abX = b.x - a.x;
    double abY = b.y - a.y;
    double acX = c.x - a.x;
    double acY = c.y - a.y;
    return abX * acY - abY * acX;
}

static double triangleArea(struct Point a, struct Point b, struct Point c) {
    return fabs(crossProduct(a, b, c)) / 2.0;
}

// Radius of the smallest circle that holds the three points. With a right or obtuse angle, and
// when they lie on a line, that circle has the longest side as its diameter; only an acute
// triangle needs its circumscribed circle, and only there is the area safely above zero.
static double enclosingRadius(struct Point a, struct Point b, struct Point c) {
    double ab = squaredDistance(a, b);
    double bc = squaredDistance(b, c);
    double ca = squaredDistance(c, a);
    double longest = fmax(ab, fmax(bc, ca));
    double area = triangleArea(a, b, c);
    if (2.0 * longest >= ab + bc + ca || area <= 0.0) {
        return sqrt(longest) / 2.0;
    }
    return sqrt(ab) * sqrt(bc) * sqrt(ca) / (4.0 * area);
}

// Distance of `point` from the line through `from` and `to`, or from `from` when both coincide.
static double distanceFromLine(struct Point point, struct Point from, struct Point to) {
    double base = distanceBetween(from, to);
    double twiceArea = fabs(crossProduct(from, to, point));
    if (base <= 0.0) {
        return distanceBetween(from, point);
    }
    return twiceArea / base;
}

// A point on an axis belongs to the lowest quadrant it touches.
static int quadrantOf(struct Point point) {
    if (point.y >= 0.0) {
        return point.x >= 0.0 ? 0 : 1;
    }
    return point.x <= 0.0 ? 2 : 3;
}

// An angle at `vertex` below pi - epsilon or above pi + epsilon. Measured in 0 ... pi, it is only
// ever the first; it is undefined, hence not met, when a point coincides with the vertex.
static bool bends(struct Point first, struct Point vertex, struct Point last) {
    double toFirstX = first.x - vertex.x;
    double toFirstY = first.y - vertex.y;
    double toLastX = last.x - vertex.x;
    double toLastY = last.y - vertex.y;
    double cosinePart = toFirstX * toLastX + toFirstY * toLastY;
    double sinePart = toFirstX * toLastY - toFirstY * toLastX;
    bool firstCoincides = first.x == vertex.x && first.y == vertex.y;
    bool lastCoincides = last.x == vertex.x && last.y == vertex.y;
    double angle = atan2(fabs(sinePart), cosinePart);
    return !firstCoincides && !lastCoincides && angle < pi - parameters.epsilon;
}

// Searches over all points: gaps are the numbers of points in between

static struct Range emptyRange(void) {
    struct Range range;
    range.smallest = HUGE_VAL;
    range.largest = -HUGE_VAL;
    return range;
}

static struct Range pairDistances(int gap) {
    struct Range range = emptyRange();
    int step = gap + 1;
    for (int i = 0; i + step < pointCount; i++) {
        double distance = distanceBetween(points[i], points[i + step]);
        range.smallest = fmin(range.smallest, distance);
        range.largest = fmax(range.largest, distance);
    }
    return range;
}

static bool pairGoesLeft(int gap) {
    int step = gap + 1;
    for (int i = 0; i + step < pointCount; i++) {
        if (points[i + step].x - points[i].x < 0.0) {
            return true;
        }
    }
    return false;
}

static struct Range tripleRadii(int gap1, int gap2) {
    struct Range range = emptyRange();
    int second = gap1 + 1;
    int third = second + gap2 + 1;
    for (int i = 0; i + third < pointCount; i++) {
        double radius = enclosingRadius(points[i], points[i + second], points[i + third]);
        range.smallest = fmin(range.smallest, radius);
        range.largest = fmax(range.largest, radius);
    }
    return range;
}

static struct Range tripleAreas(int gap1, int gap2) {
    struct Range range = emptyRange();
    int second = gap1 + 1;
    int third = second + gap2 + 1;
    for (int i = 0; i + third < pointCount; i++) {
        double area = triangleArea(points[i], points[i + second], points[i + third]);
        range.smallest = fmin(range.smallest, area);
        range.largest = fmax(range.largest, area);
    }
    return range;
}

static bool tripleBends(int gap1, int gap2) {
    int second = gap1 + 1;
    int third = second + gap2 + 1;
    for (int i = 0; i + third < pointCount; i++) {
        if (bends(points[i], points[i + second], points[i + third])) {
            return true;
        }
    }
    return false;
}

// The launch interceptor conditions

// LIC 0: two consecutive points more than LENGTH1 apart.
static bool condition0(void) {
    return pairDistances(0).largest > parameters.length1;
}

// LIC 1: three consecutive points that no circle of RADIUS1 contains.
static bool condition1(void) {
    return tripleRadii(0, 0).largest > parameters.radius1;
}

// LIC 2: three consecutive points with an angle that differs from pi by more than EPSILON.
static bool condition2(void) {
    return tripleBends(0, 0);
}

// LIC 3: three consecutive points with a triangle larger than AREA1.
static bool condition3(void) {
    return tripleAreas(0, 0).largest > parameters.area1;
}

// LIC 4: Q_PTS consecutive points in more than QUADS quadrants.
static bool condition4(void) {
    for (int i = 0; i + parameters.quadrantPoints <= pointCount; i++) {
        bool seen[4] = {false, false, false, false};
        for (int j = 0; j < parameters.quadrantPoints; j++) {
            seen[quadrantOf(points[i + j])] = true;
        }
        if (seen[0] + seen[1] + seen[2] + seen[3] > parameters.quadrants) {
            return true;
        }
    }
    return false;
}

// LIC 5: two consecutive points of which the second lies further left.
static bool condition5(void) {
    return pairGoesLeft(0);
}

// LIC 6: among N_PTS consecutive points, one more than DIST from the line of the first and last.
static bool condition6(void) {
    int last = parameters.linePoints - 1;
    if (pointCount < 3) {
        return false;
    }
    for (int i = 0; i + last < pointCount; i++) {
        for (int j = 1; j < last; j++) {
            double off = distanceFromLine(points[i + j], points[i], points[i + last]);
            if (off > parameters.distance) {
                return true;
            }
        }
    }
    return false;
}

// LIC 7: two points, K_PTS in between, more than LENGTH1 apart.
static bool condition7(void) {
    return pointCount >= 3 && pairDistances(parameters.gapK).largest > parameters.length1;
}

// LIC 8: three points, A_PTS and B_PTS in between, that no circle of RADIUS1 contains.
static bool condition8(void) {
    struct Range radii = tripleRadii(parameters.gapA, parameters.gapB);
    return pointCount >= 5 && radii.largest > parameters.radius1;
}

// LIC 9: three points, C_PTS and D_PTS in between, with an angle as in LIC 2.
static bool condition9(void) {
    return pointCount >= 5 && tripleBends(parameters.gapC, parameters.gapD);
}

// LIC 10: three points, E_PTS and F_PTS in between, with a triangle larger than AREA1.
static bool condition10(void) {
    struct Range areas = tripleAreas(parameters.gapE, parameters.gapF);
    return pointCount >= 5 && areas.largest > parameters.area1;
}

// LIC 11: two points, G_PTS in between, of which the second lies further left.
static bool condition11(void) {
    return pointCount >= 3 && pairGoesLeft(parameters.gapG);
}

// LIC 12: LIC 7, and two points (any) with K_PTS in between less than LENGTH2 apart.
static bool condition12(void) {
    struct Range distances = pairDistances(parameters.gapK);
    bool longer = distances.largest > parameters.length1;
    bool shorter = distances.smallest < parameters.length2;
    return pointCount >= 3 && longer && shorter;
}

// LIC 13: LIC 8, and three points (any) with those gaps that a circle of RADIUS2 contains.
static bool condition13(void) {
    struct Range radii = tripleRadii(parameters.gapA, parameters.gapB);
    bool outside = radii.largest > parameters.radius1;
    bool inside = radii.smallest <= parameters.radius2;
    return pointCount >= 5 && outside && inside;
}

// LIC 14: LIC 10, and three points (any) with those gaps and a triangle smaller than AREA2.
static bool condition14(void) {
    struct Range areas = tripleAreas(parameters.gapE, parameters.gapF);
    bool larger = areas.largest > parameters.area1;
    bool smaller = areas.smallest < parameters.area2;
    return pointCount >= 5 && larger && smaller;
}

// Decision: CMV, PUM, FUV, LAUNCH

static void evaluateConditions(void) {
    decision.met[0] = condition0();
    decision.met[1] = condition1();
    decision.met[2] = condition2();
    decision.met[3] = condition3();
    decision.met[4] = condition4();
    decision.met[5] = condition5();
    decision.met[6] = condition6();
    decision.met[7] = condition7();
    decision.met[8] = condition8();
    decision.met[9] = condition9();
    decision.met[10] = condition10();
    decision.met[11] = condition11();
    decision.met[12] = condition12();
    decision.met[13] = condition13();
    decision.met[14] = condition14();
}

static bool combine(int connector, bool one, bool other) {
    if (connector == notUsed) {
        return true;
    }
    return connector == bothMet ? one && other : one || other;
}

static void fillMatrix(void) {
    for (int i = 0; i < conditionCount; i++) {
        for (int j = 0; j < conditionCount; j++) {
            decision.matrix[i][j] =
                combine(requirements.connectors[i][j], decision.met[i], decision.met[j]);
        }
    }
}

// A condition that unlocks nothing counts as unlocked; the diagonal of the matrix never counts.
static void fillUnlocked(void) {
    for (int i = 0; i < conditionCount; i++) {
        bool allHold = true;
        for (int j = 0; j < conditionCount; j++) {
            allHold = allHold && (i == j || decision.matrix[i][j]);
        }
        decision.unlocked[i] = !requirements.unlocking[i] || allHold;
    }
}

static void decideLaunch(void) {
    bool allUnlocked = true;
    for (int i = 0; i < conditionCount; i++) {
        allUnlocked = allUnlocked && decision.unlocked[i];
    }
    decision.launch = allUnlocked;
}

// Input: a reader returns why the demand is refused, or NULL

// Reads one line without its end; an unterminated last line counts. False at end of file.
static bool readLine(void) {
    int byte = getchar();
    line.length = 0;
    line.problem = NULL;
    if (byte == EOF) {
        return false;
    }
    while (byte != EOF && byte != '\n') {
        if (line.length == lineBytesMax) {
            line.problem = "line too long";
        } else if (byte == 0) {
            line.problem = "zero byte in line";
        } else {
            line.bytes[line.length] = (char)byte;
            line.length++;
        }
        byte = getchar();
    }
    line.bytes[line.length] = '\0';
    return true;
}

// Splits the line at spaces. The allowed bytes keep out the hexadecimal, `inf` and `nan` that
// strtod would take.
static const char *readNumbers(void) {
    const char *cursor = line.bytes;
    numbers.count = 0;
    cursor += strspn(cursor, " ");
    while (*cursor != '\0') {
        size_t length = strspn(cursor, "0123456789+-.eE");
        char *end = NULL;
        double value = 0.0;
        if (length == 0 || length > numberBytesMax) {
            return "not a number";
        }
        if (numbers.count == numbersMax) {
            return "too many numbers";
        }
        value = strtod(cursor, &end);
        if (end != cursor + length || (*end != ' ' && *end != '\0')) {
            return "not a number";
        }
        if (fabs(value) > magnitudeMax) {
            return "number out of range";
        }
        numbers.values[numbers.count] = value;
        numbers.count++;
        cursor = end + strspn(end, " ");
    }
    return NULL;
}

// The integer at `index`, or -1 when the number there is none or lies outside `low` ... `high`.
static int integerAt(int index, int low, int high) {
    double value = numbers.values[index];
    if (value < low || value > high || value != floor(value)) {
        return -1;
    }
    return (int)value;
}

static const char *takePoints(void) {
    int afterCount = 0;
    pointCount = numbers.count > 0 ? integerAt(0, pointsMin, pointsMax) : -1;
    if (pointCount < 0) {
        return "number of points out of range";
    }
    afterCount = 2 * pointCount + parameterCount + conditionCount * (conditionCount + 1);
    if (numbers.count != 1 + afterCount) {
        return "wrong count of numbers";
    }
    for (int i = 0; i < pointCount; i++) {
        points[i].x = numbers.values[1 + 2 * i];
        points[i].y = numbers.values[2 + 2 * i];
    }
    return NULL;
}

static void takeParameters(int start) {
    parameters.length1 = numbers.values[start];
    parameters.radius1 = numbers.values[start + 1];
    parameters.epsilon = numbers.values[start + 2];
    parameters.area1 = numbers.values[start + 3];
    parameters.quadrantPoints = integerAt(start + 4, 2, pointsMax);
    parameters.quadrants = integerAt(start + 5, 1, 3);
    parameters.distance = numbers.values[start + 6];
    parameters.linePoints = integerAt(start + 7, 3, pointsMax);
    parameters.gapK = integerAt(start + 8, 1, pointsMax);
    parameters.gapA = integerAt(start + 9, 1, pointsMax);
    parameters.gapB = integerAt(start + 10, 1, pointsMax);
    parameters.gapC = integerAt(start + 11, 1, pointsMax);
    parameters.gapD = integerAt(start + 12, 1, pointsMax);
    parameters.gapE = integerAt(start + 13, 1, pointsMax);
    parameters.gapF = integerAt(start + 14, 1, pointsMax);
    parameters.gapG = integerAt(start + 15, 1, pointsMax);
    parameters.length2 = numbers.values[start + 16];
    parameters.radius2 = numbers.values[start + 17];
    parameters.area2 = numbers.values[start + 18];
}

static bool countsAreValid(void) {
    bool quadrants = parameters.quadrantPoints > 0 && parameters.quadrants > 0;
    bool lines = parameters.linePoints > 0 && parameters.gapK > 0;
    bool circles = parameters.gapA > 0 && parameters.gapB > 0;
    bool angles = parameters.gapC > 0 && parameters.gapD > 0;
    bool areas = parameters.gapE > 0 && parameters.gapF > 0;
    return quadrants && lines && circles && angles && areas && parameters.gapG > 0;
}

static bool measuresAreValid(void) {
    bool lengths = parameters.length1 >= 0.0 && parameters.length2 >= 0.0;
    bool radii = parameters.radius1 >= 0.0 && parameters.radius2 >= 0.0;
    bool areas = parameters.area1 >= 0.0 && parameters.area2 >= 0.0;
    bool angle = parameters.epsilon >= 0.0 && parameters.epsilon < pi;
    return lengths && radii && areas && angle && parameters.distance >= 0.0;
}

static const char *takeRequirements(int start) {
    int unlockingStart = start + conditionCount * conditionCount;
    for (int i = 0; i < conditionCount; i++) {
        int unlocking = integerAt(unlockingStart + i, 0, 1);
        if (unlocking < 0) {
            return "unlocking element out of range";
        }
        requirements.unlocking[i] = unlocking == 1;
        for (int j = 0; j < conditionCount; j++) {
            int connector = integerAt(start + conditionCount * i + j, notUsed, eitherMet);
            if (connector < 0) {
                return "connector out of range";
            }
            requirements.connectors[i][j] = connector;
        }
    }
    return NULL;
}

static const char *readDemand(void) {
    const char *problem = line.problem;
    if (problem == NULL) {
        problem = readNumbers();
    }
    if (problem == NULL) {
        problem = takePoints();
    }
    if (problem != NULL) {
        return problem;
    }
    takeParameters(1 + 2 * pointCount);
    if (!countsAreValid() || !measuresAreValid()) {
        return "parameter out of range";
    }
    return takeRequirements(1 + 2 * pointCount + parameterCount);
}

static void writeDecision(void) {
    for (int i = 0; i < conditionCount; i++) {
        putchar(decision.met[i] ? '1' : '0');
    }
    putchar(' ');
    putchar(decision.launch ? '1' : '0');
    putchar('\n');
}

static void answerDemand(void) {
    const char *problem = readDemand();
    if (problem != NULL) {
        printf("ERR %s\n", problem);
        return;
    }
    evaluateConditions();
    fillMatrix();
    fillUnlocked();
    decideLaunch();
    writeDecision();
}

// Fails only when nobody reads the answers any more.
int main(void) {
    bool hasReader = true;
    while (hasReader && readLine()) {
        answerDemand();
        hasReader = fflush(stdout) == 0;
    }
    return hasReader ? EXIT_SUCCESS : EXIT_FAILURE;
}
