#!/usr/bin/env python3
"""Writes the demands of one journey that leads the brake supervision through all its states.

    python3 make-demands.py > demands.txt
    python3 make-demands.py --phases      # the first line of each phase
    python3 ../versions/brakes.py < demands.txt > expected.txt

The journey does not react to answers: where the brake intervenes, the script slows the train.
"""

import sys

NONE, ACKNOWLEDGE, RESET = 0, 1, 2
METRE = 100  # cm


class Journey:
    def __init__(self):
        self.lines = []
        self.phases = []
        self.cycle = 999_950
        self.micrometres = 120_000 * METRE * 10_000
        self.speed = 0
        self.ceiling = 8_500
        self.target = (self.position + 2_000 * METRE, 8_500)
        self.end = self.position + 4_000 * METRE

    @property
    def position(self):
        return self.micrometres // 10_000

    def phase(self, name):
        self.phases.append((len(self.lines) + 1, name))

    def advance(self):
        self.cycle = (self.cycle + 1) % 1_000_000
        self.micrometres += self.speed * 100

    def run(self, cycles=1, driver=NONE, **changed):
        """Cycles at the present speed; `changed` replaces fields by value or by difference."""
        for _ in range(cycles):
            self.advance()
            wobble = -(7 * self.cycle % 11) if self.speed > 200 else 0
            fields = {
                "cycle": self.cycle,
                "position_a": self.position,
                "position_b": self.position - 7 * self.cycle % 5,
                "speed_a": self.speed,
                "speed_b": self.speed + wobble,
                "ceiling": self.ceiling,
                "target": self.target[0],
                "target_speed": self.target[1],
                "end": self.end,
                "driver": driver,
            }
            for name, value in changed.items():
                fields[name] = value(fields[name]) if callable(value) else value
            self.lines.append(" ".join(str(value) for value in fields.values()))

    def reach(self, speed, step, **options):
        """Changes the speed by at most `step` mm/s a cycle until it is `speed`."""
        while self.speed != speed:
            self.speed += max(-step, min(step, speed - self.speed))
            self.run(**options)

    def garble(self, *lines):
        """Sends these lines, each in the place of a cycle."""
        for line in lines:
            self.advance()
            self.lines.append(line)

    def shift(self, difference):
        """Corrects both odometers by so many cm from the next cycle on."""
        self.micrometres += difference * 10_000

    def release(self, **readings):
        """Resets as soon as the filtered speed, a cycle late, has been zero for ten cycles."""
        self.run(9, **readings)
        self.run(driver=ACKNOWLEDGE)
        self.run(2)
        self.run(driver=RESET)


def more(difference):
    return lambda value: value + difference


def start_up(journey):
    journey.phase("power on: noise, latch set; reset refused too early, unacknowledged")
    journey.garble("\\")
    journey.run(8)
    journey.run(driver=ACKNOWLEDGE)
    journey.run(driver=RESET)
    journey.phase("a hair too fast to stand still on one sensor")
    journey.run(2, speed_b=51)
    journey.run(driver=ACKNOWLEDGE, speed_b=51)
    journey.run(driver=RESET, speed_b=51)
    journey.run(10)
    journey.phase("acknowledgement expires")
    journey.run(driver=ACKNOWLEDGE)
    journey.run(30)
    journey.run(driver=RESET)
    journey.phase("acknowledgement at its last cycle, reset accepted")
    journey.run(driver=ACKNOWLEDGE)
    journey.run(29)
    journey.run(driver=RESET)


def normal_run(journey):
    journey.phase("normal run, cycle counter wraps")
    journey.reach(8_000, 250)
    journey.run(4)
    journey.run(driver=ACKNOWLEDGE)
    journey.run(driver=RESET)


def overspeed(journey):
    journey.phase("overspeed warning, taken back in time")
    journey.reach(9_700, 250)
    journey.run(5)
    journey.speed = journey.ceiling + 1_000
    journey.run(17)
    journey.reach(8_400, 250)
    journey.run(4)
    journey.phase("overspeed intervention, ends at the ceiling")
    journey.reach(9_501, 250)
    journey.run(22)
    journey.reach(8_400, 150)
    journey.run(3)


def implausible(journey):
    journey.phase("speed sensors disagree: at the limit, beyond it")
    limit = (25_000 + journey.speed) // 49
    journey.run(speed_b=journey.speed + limit)
    journey.run(2, speed_b=journey.speed + limit + 1)
    journey.run(2)
    journey.phase("position sensors disagree: at the limit, beyond it")
    journey.run(position_b=journey.position + journey.speed // 100 - 200)
    journey.run(position_b=journey.position + journey.speed // 100 - 201)
    journey.run(2)
    journey.phase("position leaps by what it may, by more, back by what it may, by more")
    journey.shift(1_200 - journey.speed // 100)
    journey.run(3)
    journey.shift(1_201 - journey.speed // 100)
    journey.run(3)
    journey.shift(-100 - journey.speed // 100)
    journey.run(3)
    journey.shift(-101 - journey.speed // 100)
    journey.run(3)
    journey.phase("single outlier within the sensors' tolerance is filtered out")
    journey.run(speed_a=more(600), speed_b=more(600))
    journey.run(2)
    journey.phase("cycle counter skips, repeats")
    journey.run(cycle=more(7))
    journey.run(2)
    journey.run(2, cycle=journey.cycle)
    journey.run(2)
    journey.phase("malformed lines")
    journey.garble("", "1 2 3", "1x2 3 4 5 6 7 8 9 0 1")
    journey.run(2)
    too_long = " ".join(["000000001"] * 21)
    journey.garble("1  2 3 4 5 6 7 8 9 0", "1 2 3 4 5 6 7 8 9", "", "/")
    journey.run(2)
    journey.garble("1  2 3 4 5 6 7 8 9 0", "1 2 3 4 5 6 7 8 9 0 ", too_long)
    journey.run(2)
    journey.phase("numbers out of range")
    journey.run(driver=3)
    journey.run(end=100_000_001)
    journey.run(ceiling=100_001)
    journey.run(ceiling=100_000, target=100_000_000, target_speed=100_000, end=100_000_000)
    journey.run(target=100_000_001)
    journey.run(target_speed=100_001)
    journey.run(2)
    journey.run(cycle=1_234_567_890)
    journey.run(cycle=1_000_000)
    journey.run(2)


def emergency_overspeed(journey):
    journey.phase("ceiling drops to the emergency margin, not yet below")
    journey.ceiling = journey.speed - 3_000
    journey.run(3)
    journey.ceiling = journey.speed
    journey.run()
    journey.phase("ceiling drops further: emergency latch, reset refused while moving")
    journey.ceiling = journey.speed - 3_001
    journey.run()
    journey.ceiling = 5_000
    journey.reach(4_000, 250)
    journey.run(driver=ACKNOWLEDGE)
    journey.run(driver=RESET)
    journey.reach(0, 250)
    journey.phase("standstill, reset accepted")
    journey.release()


def speed_restriction(journey):
    journey.phase("speed restriction ahead: service braking, released below the curve")
    journey.target = (journey.position + 36 * METRE, 2_000)
    journey.reach(5_000, 250)
    journey.run(6)
    journey.reach(1_900, 120)
    journey.run(6)


def end_of_authority(journey):
    journey.phase("end of authority: service braking, slow approach")
    journey.target = (journey.position + 500 * METRE, 5_000)
    journey.end = journey.position + 12 * METRE
    journey.reach(3_000, 250)
    journey.reach(1_300, 70)
    journey.run(max(0, (journey.end - journey.position) // 13 - 3))
    journey.reach(0, 250)
    journey.phase("stands exactly at the end, then beyond it by one sensor: latch")
    journey.end = journey.position
    journey.run(3)
    journey.run(3, position_b=journey.position + 1)
    journey.phase("reset undone while beyond the end")
    journey.end = journey.position - 1
    journey.release()
    journey.phase("authority extended: reset accepted")
    journey.end = journey.position + 1_000 * METRE
    journey.run(driver=ACKNOWLEDGE)
    journey.run(driver=RESET)


def authority_withdrawn(journey):
    journey.phase("authority cut short to just above the emergency curve")
    journey.reach(4_900, 250)
    journey.run(4)
    # 1,581.4 cm: v^2 / (2 * 1.1 m/s^2) + v * 1 s, from where the next cycle ends.
    journey.end = journey.position + 49 + 1_582
    journey.run()
    journey.end = journey.position + 1_000 * METRE
    journey.run()
    journey.phase("authority cut shorter by a centimetre: latch")
    journey.end = journey.position + 49 + 1_581
    journey.run()
    journey.reach(0, 250)
    journey.end = journey.position + 1_000 * METRE
    journey.release()


def long_silence(journey):
    journey.phase("four faults in a row, then five: latch; one breaks a reset sequence")
    journey.reach(1_200, 250)
    journey.garble("?", "?", "?", "?")
    journey.run(2)
    journey.garble("?", "?", "?", "?", "?")
    journey.run()
    journey.reach(0, 250)
    journey.run(9)
    journey.run(driver=ACKNOWLEDGE)
    journey.garble("?")
    journey.run(driver=RESET)
    journey.phase("last departure, stands still at the highest speed that counts as such")
    journey.speed = 50
    journey.release()
    journey.reach(4_000, 250)
    journey.run(5)


def main():
    journey = Journey()
    for act in (
        start_up,
        normal_run,
        overspeed,
        implausible,
        emergency_overspeed,
        speed_restriction,
        end_of_authority,
        authority_withdrawn,
        long_silence,
    ):
        act(journey)
    if sys.argv[1:] == ["--phases"]:
        for line, name in journey.phases:
            print(f"{line:4} {name}")
    else:
        print("\n".join(journey.lines))


if __name__ == "__main__":
    main()
