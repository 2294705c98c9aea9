#!/usr/bin/env python3
"""Writes the demands of a shift at the airlock: what its sensors say, cycle by cycle.

    python3 make-demands.py > demands.txt

The chamber behaves as one would that is commanded well; people come, change their minds and go.
Their requests, and what the pump makes of its power, are drawn from a seed.
"""

import random

CYCLES = 800
SEED = 4


def main():
    draw = random.Random(SEED)
    doors, sealed, pumping, pressure = "inner", 0, "OFF", 100
    request, patience = "NOBODY", 3
    for _ in range(CYCLES):
        if patience == 0:
            request = draw.choice(["NOBODY", "INSIDE", "OUTSIDE", "INSIDE", "OUTSIDE"])
            patience = draw.choice([2, 4, 8, 15, 25])
        patience -= 1
        inner = "OPEN" if doors == "inner" else "SHUT"
        outer = "OPEN" if doors == "outer" else "SHUT"
        print(inner, outer, min(sealed, 9), pumping, pressure, request)

        before, doors, pump = doors, *command(doors, sealed, pumping, pressure, request, draw)
        sealed = sealed + 1 if doors == before == "none" else 0
        pumping = pump
        change = {"OFF": 0, "FILL": 1, "DRAIN": -1}[pump] * draw.randint(2, 9)
        pressure = max(0, min(100, pressure + change))


def command(doors, sealed, pumping, pressure, request, draw):
    """Doors and pump of the next cycle."""
    side = {"INSIDE": "inner", "OUTSIDE": "outer"}.get(request)
    if side is None:
        goes_on = {"FILL": pressure < 95, "DRAIN": pressure > 5}.get(pumping, False)
        return draw.choice([doors, doors, doors, "none"]), pumping if goes_on else "OFF"
    if doors == side:
        return doors, "OFF"
    if sealed < 2:
        return "none", "OFF"
    way, reached = ("FILL", pressure >= 95) if side == "inner" else ("DRAIN", pressure <= 5)
    if pumping not in ("OFF", way) or (reached and pumping != "OFF"):
        return "none", "OFF"
    return (side, "OFF") if reached else ("none", way)


main()
