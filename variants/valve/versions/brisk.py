#!/usr/bin/env python3
"""Valve controller that opens as fast as it may.

A line is `released wanted`; without `released` it goes on from what it said itself.
"""

import sys

opening = 0
for line in sys.stdin:
    try:
        *before, wanted = map(int, line.split())
        opening = min(wanted, (before or [opening])[0] + 10)
        print(opening, flush=True)
    except ValueError:
        print("ERR", flush=True)
