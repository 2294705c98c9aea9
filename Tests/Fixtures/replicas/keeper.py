# The same computation as `keeper.c good`, written in another language, with another layout of its
# own, and without any header.
import sys

seen = {"values": 14695981039346656037, "lines": []}
before = 0

for line in sys.stdin.buffer:
    line = line.rstrip(b"\n")
    if line.startswith(b"thrice:restore "):
        parts = dict(part.split("=") for part in line.decode().split(" ", 1)[1].split(";"))
        print("took", line.decode(), file=sys.stderr, flush=True)
        before, seen = int(parts["count"]), {"values": int(parts["digest"], 16), "lines": []}
    if line.startswith(b"thrice:restore ") or line == b"thrice:save":
        count = before + len(seen["lines"])
        print(f"thrice:state count={count};digest={seen['values']:016x}", flush=True)
        continue
    seen["lines"].append(line)
    for byte in line:
        seen["values"] = (seen["values"] ^ byte) * 1099511628211 % 2**64
    print(f"{seen['values']:016x}", flush=True)
