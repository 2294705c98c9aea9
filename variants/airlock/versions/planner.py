#!/usr/bin/env python3
"""Airlock controller that plans: it knows how the chamber behaves, counts for every state how many
cycles are left until the door that is asked for is open, and takes the step that leaves fewest.

While nobody waits it brings the chamber to the inner door. The lamps count the cycles, this one
included, in binary.
"""

import sys
from collections import deque
from itertools import product

SHUT, INNER, OUTER = "SHUT SHUT", "OPEN SHUT", "SHUT OPEN"
STEPS = [(SHUT, "OFF", 0), (INNER, "OFF", 0), (OUTER, "OFF", 0)]
STEPS += [(SHUT, pump, power) for pump in ("FILL", "DRAIN") for power in range(1, 10)]
STATES = [
    (doors, sealed, pumping, pressure)
    for doors, sealed, pumping, pressure in product(
        (SHUT, INNER, OUTER), range(3), ("OFF", "FILL", "DRAIN"), range(101))
    if (pumping == "OFF" or sealed == 2) and (doors == SHUT or sealed == 0)
]


def possible(state, step):
    """Whether the step is safe in the state."""
    now, sealed, pumping, pressure = state
    doors, pump, power = step
    if doors != SHUT:
        reached = pressure >= 95 if doors == INNER else pressure <= 5
        return reached and (doors == now or (sealed == 2 and pumping == "OFF"))
    if pump == "OFF":
        return True
    left = 100 - pressure if pump == "FILL" else pressure
    return sealed == 2 and pumping in ("OFF", pump) and left > 0 and (left > 15 or power <= 3)


def after(state, step):
    now, sealed, _, pressure = state
    doors, pump, power = step
    change = {"OFF": 0, "FILL": power, "DRAIN": -power}[pump]
    sealed = min(sealed + 1, 2) if doors == SHUT and now == SHUT else 0
    return doors, sealed, pump, max(0, min(100, pressure + change))


def cycles_left(goal):
    """For each state the number of cycles until the doors are as `goal` says."""
    before = {}
    for state in STATES:
        for step in STEPS:
            if possible(state, step):
                before.setdefault(after(state, step), []).append(state)
    left = {state: 0 for state in STATES if state[0] == goal}
    queue = deque(left)
    while queue:
        state = queue.popleft()
        for earlier in before.get(state, []):
            if earlier not in left:
                left[earlier] = left[state] + 1
                queue.append(earlier)
    return left


LEFT = {"INSIDE": cycles_left(INNER), "OUTSIDE": cycles_left(OUTER)}


def answer(inner, outer, sealed, pumping, pressure, request):
    state = (f"{inner} {outer}", min(int(sealed), 2), pumping, int(pressure))
    left = LEFT["INSIDE" if request == "NOBODY" else request]
    steps = [step for step in STEPS if possible(state, step)]
    if request == "NOBODY":
        steps = [step for step in steps if step[0] in (SHUT, state[0])]
    # Of those that take as long, the gentlest.
    doors, pump, power = min(
        steps, key=lambda step: (left.get(after(state, step), 999), step[2]))
    lamps = f"{min(7, left.get(state, 6) + 1):03b}"
    red = int(doors != SHUT or pump != "OFF")
    return f"{doors} {pump} {power} {red}{lamps}"


for line in sys.stdin:
    try:
        print(answer(*line.split()), flush=True)
    except (TypeError, ValueError, KeyError):
        print("ERR", flush=True)
