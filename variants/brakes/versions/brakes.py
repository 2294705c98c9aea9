#!/usr/bin/env python3
"""Train-brake supervision by the rules in ../README.md.

No code is shared with brakes.c and the structure is another one: distances and decelerations are
exact fractions here, whole micrometres there. But one hand wrote both, so a misreading of a rule
may be in both.
"""

import re
import sys
from collections import deque, namedtuple
from fractions import Fraction
from statistics import median

Demand = namedtuple(
    "Demand",
    "cycle position_a position_b speed_a speed_b ceiling target target_speed end driver",
)

KILOMETRES_1000 = 100_000_000  # cm
LIMITS = Demand(
    cycle=999_999,
    position_a=KILOMETRES_1000,
    position_b=KILOMETRES_1000,
    speed_a=100_000,
    speed_b=100_000,
    ceiling=100_000,
    target=KILOMETRES_1000,
    target_speed=100_000,
    end=KILOMETRES_1000,
    driver=2,
)
SHAPE = re.compile(rb"[0-9]{1,9}(?: [0-9]{1,9}){9}")


def parse(line):
    """The demand on the line, or None when there is none."""
    if len(line) > 200 or not SHAPE.fullmatch(line):
        return None
    demand = Demand(*map(int, line.split(b" ")))
    inside = all(value <= limit for value, limit in zip(demand, LIMITS))
    return demand if inside else None


class Sequence:
    """Tells whether the cycle counter goes on by one."""

    def __init__(self):
        self.last = None

    def admits(self, demand):
        due = None if self.last is None else (self.last + 1) % 1_000_000
        if demand is None:
            self.last = due
            return False
        self.last = demand.cycle
        return due is None or demand.cycle == due


class Odometry:
    """Plausibility and filtering of the two sensor pairs."""

    def __init__(self):
        self.readings = deque(maxlen=3)
        self.faults = 0
        self.slow_cycles = 0
        self.speed = 0
        self.position = 0

    def plausible(self, demand):
        spread = 500 + max(demand.speed_a, demand.speed_b) // 50
        if abs(demand.speed_a - demand.speed_b) > spread:
            return False
        if abs(demand.position_a - demand.position_b) > 200:
            return False
        if not self.readings:
            return True
        window = self.faults + 1
        moved = max(demand.position_a, demand.position_b) - self.readings[-1][1]
        return -100 * window <= moved <= 1200 * window

    def reject(self):
        self.faults = min(self.faults + 1, 1000)
        self.slow_cycles = 0

    def accept(self, demand):
        reading = (
            max(demand.speed_a, demand.speed_b),
            max(demand.position_a, demand.position_b),
        )
        if not self.readings:
            self.readings.extend([reading, reading])
        self.readings.append(reading)
        self.faults = 0
        self.speed = median(speed for speed, _ in self.readings)
        self.position = median(place for _, place in self.readings) + self.speed // 100
        self.slow_cycles = self.slow_cycles + 1 if self.speed <= 50 else 0

    @property
    def at_standstill(self):
        return self.slow_cycles >= 10


class Latch:
    """The emergency latch: easily set, released by acknowledge and reset at standstill."""

    def __init__(self):
        self.is_set = True
        self.cycles_left = None

    def set(self):
        self.is_set = True
        self.cycles_left = None

    def interrupt(self):
        self.cycles_left = None

    def drive(self, key, at_standstill):
        """True when this cycle's key released the latch."""
        if not (self.is_set and at_standstill):
            self.cycles_left = None
            return False
        if key == 1:
            self.cycles_left = 30
            return False
        if self.cycles_left is None:
            return False
        if key == 2:
            self.is_set = False
            self.cycles_left = None
            return True
        self.cycles_left -= 1
        if self.cycles_left == 0:
            self.cycles_left = None
        return False


def cannot_brake(odometry, goal, goal_speed, deceleration, reaction_ms):
    """Whether goal_speed (mm/s) cannot be reached by goal (cm), all in exact metres and seconds."""
    speed = Fraction(odometry.speed, 1000)
    wanted = Fraction(goal_speed, 1000)
    if speed <= wanted:
        return False
    room = Fraction(goal - odometry.position, 100) - speed * Fraction(reaction_ms, 1000)
    braking = (speed**2 - wanted**2) / (2 * deceleration)
    return braking > room


class Supervisor:
    SERVICE = Fraction(7, 10)  # m/s^2
    EMERGENCY = Fraction(11, 10)

    def __init__(self):
        self.sequence = Sequence()
        self.odometry = Odometry()
        self.latch = Latch()
        self.overspeed = 0
        self.service = False

    def over_curve(self, demand, deceleration, reaction_ms):
        goals = [(demand.target, demand.target_speed)]
        if self.odometry.speed > 1400:
            goals.append((demand.end, 0))
        return any(
            cannot_brake(self.odometry, place, speed, deceleration, reaction_ms)
            for place, speed in goals
        )

    def cycle(self, line):
        demand = parse(line)
        in_sequence = self.sequence.admits(demand)
        if not in_sequence or not self.odometry.plausible(demand):
            self.odometry.reject()
            self.latch.interrupt()
            if self.odometry.faults >= 5:
                self.latch.set()
            return "APPLY"
        self.odometry.accept(demand)
        if self.latch.drive(demand.driver, self.odometry.at_standstill):
            self.overspeed = 0

        excess = self.odometry.speed - demand.ceiling
        if excess <= 0:
            self.overspeed = 0
        elif excess > 1000:
            self.overspeed = min(20, self.overspeed + 1)
        self.service = self.over_curve(demand, self.SERVICE, 4000 if self.service else 2500)
        if (
            excess > 3000
            or self.odometry.position > demand.end
            or self.over_curve(demand, self.EMERGENCY, 1000)
        ):
            self.latch.set()

        held = self.latch.is_set or self.service or self.overspeed == 20
        return "APPLY" if held else "RELEASE"


def lines(stream):
    """Lines without their end, those of more than 201 bytes cut there; the last may be open."""
    while start := stream.readline(202):
        piece = start
        while piece and not piece.endswith(b"\n"):
            piece = stream.readline(202)
        yield start.removesuffix(b"\n")


def main():
    supervisor = Supervisor()
    for line in lines(sys.stdin.buffer):
        print(supervisor.cycle(line), flush=True)


if __name__ == "__main__":
    main()
