# The same computation as `faulty.c good`, written in another language.
import sys

for line in sys.stdin.buffer:
    value = 14695981039346656037
    for byte in line.rstrip(b"\n"):
        value = (value ^ byte) * 1099511628211 % 2**64
    print(f"{value:016x}", flush=True)
