#!/usr/bin/env python3
"""Airlock controller as a list of rules: the first whose condition holds says what to do.

The harder the pump has to work, the harder it works; the lamps are a bar of the pressure.
"""

import sys
from collections import namedtuple

Sensors = namedtuple("Sensors", "inner outer sealed pumping pressure request")

SHUT, KEEP, OPEN_INNER, OPEN_OUTER, FILL, DRAIN = range(6)

RULES = [
    # Nobody waits: leave everything as it is, and the pump off.
    (lambda s: s.request == "NOBODY" and s.inner == "OPEN", OPEN_INNER),
    (lambda s: s.request == "NOBODY" and s.outer == "OPEN", OPEN_OUTER),
    (lambda s: s.request == "NOBODY", SHUT),
    # The door that is asked for is open already.
    (lambda s: s.request == "INSIDE" and s.inner == "OPEN", OPEN_INNER),
    (lambda s: s.request == "OUTSIDE" and s.outer == "OPEN", OPEN_OUTER),
    # The other one must be locked first.
    (lambda s: s.sealed < 2, SHUT),
    # The pressure is right: stop the pump, then open.
    (lambda s: s.request == "INSIDE" and s.pressure >= 95 and s.pumping == "OFF", OPEN_INNER),
    (lambda s: s.request == "OUTSIDE" and s.pressure <= 5 and s.pumping == "OFF", OPEN_OUTER),
    (lambda s: s.request == "INSIDE" and s.pressure >= 95, SHUT),
    (lambda s: s.request == "OUTSIDE" and s.pressure <= 5, SHUT),
    # The pump stops before it turns.
    (lambda s: s.request == "INSIDE" and s.pumping == "DRAIN", SHUT),
    (lambda s: s.request == "OUTSIDE" and s.pumping == "FILL", SHUT),
    (lambda s: s.request == "INSIDE", FILL),
    (lambda s: s.request == "OUTSIDE", DRAIN),
]


def power(distance):
    return max(1, min(9, distance // 5)) if distance > 15 else min(3, 1 + distance // 6)


def bar(pressure):
    return "".join("1" if pressure >= limit else "0" for limit in (25, 50, 75))


def answer(sensors):
    action = next(action for holds, action in RULES if holds(sensors))
    lamps = bar(sensors.pressure)
    if action == OPEN_INNER:
        return f"OPEN SHUT OFF 0 1{lamps}"
    if action == OPEN_OUTER:
        return f"SHUT OPEN OFF 0 1{lamps}"
    if action == FILL:
        return f"SHUT SHUT FILL {power(100 - sensors.pressure)} 1{lamps}"
    if action == DRAIN:
        return f"SHUT SHUT DRAIN {power(sensors.pressure)} 1{lamps}"
    return f"SHUT SHUT OFF 0 0{lamps}"


for line in sys.stdin:
    words = line.split()
    try:
        sensors = Sensors(*words)._replace(sealed=int(words[2]), pressure=int(words[4]))
        print(answer(sensors), flush=True)
    except (TypeError, ValueError, IndexError):
        print("ERR", flush=True)
