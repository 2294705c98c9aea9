# A replica with numbered frames: answers a demand with its bytes in reverse. The argument is a
# demand's number on which it names another one instead.
import struct
import sys

wrong = int(sys.argv[1]) if len(sys.argv) > 1 else 0
read, write = sys.stdin.buffer.read, sys.stdout.buffer.write
while head := read(16):
    length, kind, number = struct.unpack(">IIQ", head)
    demand = read(length)
    write(struct.pack(">IIQ", length, 0, number + 1 if number == wrong else number) + demand[::-1])
    sys.stdout.buffer.flush()
