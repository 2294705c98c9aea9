#!/usr/bin/env python3
"""Writes brakes.c with contracts to standard output: the machine in ACSL, and what
`contracts.acsl` says of each function, put in as comments. The code itself stays as it is.

    annotate.py Brakes.mch brakes.c contracts.acsl > annotated.c

In `contracts.acsl` a line `== place` begins what is put in at that place: `globals`, above a
function, at a function's n-th loop, or above a line of its body. `$name` is a definition of the
machine applied to what its names are in C, `$old:name` the same with the state before the
function. A clause with `$operation:*` stands for many: what the operation makes of each variable
and of the answer, one clause for each way through it.
"""

import re
import sys

from acsl import Translation
from machine import Machine, MachineError

# What the machine's variables, its inputs and the names of its LETs are in C.
STATE = {
    "started": "continuity.started",
    "due": "continuity.expectedCycle",
    "faults": "continuity.faults",
    "known": "motion.known",
    "older_speed": "motion.speeds[1]",
    "newer_speed": "motion.speeds[2]",
    "older_position": "motion.positions[1]",
    "newer_position": "motion.positions[2]",
    "still": "motion.stillCycles",
    "overspeed": "brake.overspeedCycles",
    "acknowledged": "brake.acknowledgeAge",
    "braking": "brake.serviceBraking",
    "latched": "brake.latched",
}
INPUTS = ["cycle", "positionA", "positionB", "speedA", "speedB", "ceiling", "targetPosition",
          "targetSpeed", "authorityEnd", "driver"]
OTHERS = {name: f"demand.{name}" for name in INPUTS}
OTHERS |= {"speed": "motion.speed", "place": "motion.position"}


def sections(text):
    """What is to be put in at each place: one text a heading."""
    found = {}
    for section in re.split(r"^== ", text, flags=re.M)[1:]:
        place, _, body = section.partition("\n")
        found.setdefault(place, []).append(body.strip())
    return found


class Contracts:
    def __init__(self, machine, text):
        self.translation = Translation(machine)
        self.sections = sections(text)
        self.used = set()

    def at(self, place):
        self.used.add(place)
        return [self.expanded(text) for text in self.sections.get(place, [])]

    def expanded(self, text):
        text = re.sub(r"^(.*)\$(\w+):\*(.*)$", self.clauses, text, flags=re.M)
        return re.sub(
            r"\$(old:)?(\w+)", lambda match: self.call(match[2], bool(match[1]), None), text)

    def clauses(self, match):
        calls = [self.call(effect, True, value)
                 for variable, value in (STATE | {"command": "\\result"}).items()
                 for effect in self.translation.effects.get(f"{match[2]}_{variable}", [])]
        return "\n".join(match[1] + call + match[3] for call in calls)

    def call(self, name, old, after):
        def value(parameter):
            if parameter == "after":
                return after
            if parameter in STATE:
                return f"\\old({STATE[parameter]})" if old else STATE[parameter]
            return OTHERS[parameter]
        if name not in self.translation.parameters:
            raise MachineError(f"the machine defines no '{name}'")
        return self.translation.call(name, value)


def annotated(source, contracts):
    """The lines of `source` with the comments between them."""
    function, loops, written = None, 0, []

    def put(place, indent):
        for text in contracts.at(place):
            # Of what stands between statements, each comment may say one thing only.
            parts = text.split("\n") if place.startswith("in ") else [text]
            written.extend(f"{indent}/*@ {part} */" for part in parts)

    for line in source.split("\n"):
        head = re.match(r"(?:static )?[\w ]+?(\w+)\([^;]*$", line)
        if head and not line.startswith(" "):
            function, loops = head[1], 0
            if function == "larger":
                written.append(f"/*@ {contracts.translation.text()} */")
                put("globals", "")
            put(f"function {function}", "")
        indent = re.match(" *", line)[0]
        if line.startswith(" "):
            put(f"in {function} above {line.strip()}", indent)
        if re.match(r" +(while|for) ", line):
            loops += 1
            put(f"loop {loops} of {function}", indent)
        written.append(line)
    unused = contracts.sections.keys() - contracts.used
    if unused:
        raise MachineError(f"no such place in the program: {', '.join(sorted(unused))}")
    return "\n".join(written)


def bare(text):
    return re.sub(r"^ */\*@.*?\*/\n", "", text, flags=re.S | re.M)


def main(machine, program, contracts):
    source = open(program).read()
    text = annotated(source, Contracts(Machine(open(machine).read()), open(contracts).read()))
    if bare(text) != source:
        raise MachineError("the contracts have changed the program")
    sys.stdout.write(text)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (MachineError, OSError) as error:
        sys.exit(f"cannot annotate: {error}")
