# One session of gdb: each trial a run of the program, stopped where its work begins, with one bit of
# one register changed.
#
#     gdb -batch -ex 'set $trials = N' -ex 'set args < DEMAND > /dev/null' -x session.gdb PROGRAM
set confirm off
set pagination off
break rounds_of
set $trial = 0
while $trial < $trials
    run
    set $r12 = $r12 ^ (1 << $trial % 32)
    continue
    set $trial = $trial + 1
end
