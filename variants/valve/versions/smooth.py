#!/usr/bin/env python3
"""Valve controller that opens by an eighth of what is left, at least by 1 and at most by 10.

A line is `released wanted`; without `released` it goes on from what it said itself.
"""

import sys


def opened(opening, wanted):
    left = wanted - opening
    return opening + max(1, min(10, left // 8)) if left > 0 else wanted


opening = 0
for line in sys.stdin:
    try:
        *before, wanted = map(int, line.split())
        opening = opened((before or [opening])[0], wanted)
        print(opening, flush=True)
    except ValueError:
        print("ERR", flush=True)
