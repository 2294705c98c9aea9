"""Says a machine in ACSL: each constant and definition, and of each operation what every variable
is afterwards, as functions and predicates of integers. TRUE is 1, FALSE 0, an element of a set its
place in it.

What an operation makes of a variable is one predicate for each way through it, and named
`B_OPERATION_VARIABLE_1` and on: together they say it, alone each is easy to prove.
"""

from machine import MachineError

SIGNS = {"=": "==", "/=": "!=", "&": "&&", "or": "||", "=>": "==>", "<=>": "<==>", "mod": "%"}
PREDICATES = ["=", "/=", "<", ">", "<=", ">=", ":", "&", "or", "=>", "<=>", "not"]


class Translation:
    def __init__(self, machine):
        self.machine = machine
        self.words = {"TRUE": 1, "FALSE": 0}
        self.words |= {word: place for place, word in enumerate(machine.elements)}
        # The free names of each definition and of each operation's effect: their parameters.
        self.parameters = {}
        # The names of an operation's effects on a variable.
        self.effects = {}
        self.lines = []
        for name, value in machine.constants.items():
            self.lines.append(f"logic integer B_{name} = {value};")
        for name, (own, body) in machine.definitions.items():
            if not self.is_set(name):
                self.declare(name, own, body)
        self.declare("invariant", [], self.all(machine.invariant))
        for name, (outputs, _, admitted, body) in machine.operations.items():
            if admitted:
                self.declare(f"{name}_pre", [], self.all(admitted))
            for variable in outputs + machine.variables:
                self.declare_effect(f"{name}_{variable}", variable, body)
        for variable in machine.variables:
            self.declare_effect(f"initial_{variable}", variable, machine.initial)

    def text(self):
        return "\n".join(self.lines)

    def call(self, name, values):
        """`B_name(…)`, each parameter replaced by what `values` says of it."""
        return f"B_{name}" + self.list([values(parameter) for parameter in self.parameters[name]])

    # Declarations

    def declare(self, name, own, body):
        free = [each for each in self.free_of([body]) if each not in own]
        self.parameters[name] = own + free
        kind = "predicate" if self.is_predicate(body) else "logic integer"
        self.lines.append(f"{kind} B_{name}{self.head(own + free)} = {self.formula(body)};")

    def declare_effect(self, name, variable, body):
        known = list(dict.fromkeys(self.free(body) + [variable]))
        ways = self.ways(body, variable) or [f"after == {variable}"]
        self.effects[name] = [f"{name}_{number}" for number in range(1, len(ways) + 1)]
        for way, effect in zip(self.effects[name], ways):
            free = ["after"] + [each for each in known if self.mentions(effect, each)]
            self.parameters[way] = free
            self.lines.append(f"predicate B_{way}{self.head(free)} = {effect};")

    def mentions(self, effect, name):
        separated = "".join(c if c.isalnum() or c == "_" else " " for c in effect)
        return name in separated.split()

    def head(self, names):
        return self.list([f"integer {name}" for name in names])

    def list(self, items):
        return f"({', '.join(items)})" if items else ""

    # What an operation makes of one variable

    def ways(self, body, variable):
        """Predicates of `after`, one for each way; none where the variable is left alone."""
        kind = body[0]
        if kind == "parallel":
            written = [ways for ways in (self.ways(part, variable) for part in body[1:]) if ways]
            if len(written) > 1:
                raise MachineError(f"'{variable}' is written twice at once")
            return written[0] if written else []
        if kind == "assign":
            return self.assigned(body[2]) if body[1] == variable else []
        if kind == "let":
            lets = [f"\\let {name} = {self.formula(value)}; " for name, value in body[1].items()]
            return [f"({''.join(lets)}{way})" for way in self.ways(body[2], variable)]
        inside, outside = self.ways(body[2], variable), self.ways(body[3], variable)
        if not inside and not outside:
            return []
        same = [f"after == {variable}"]
        return self.choice(self.formula(body[1]), inside or same, outside or same)

    def assigned(self, value):
        if isinstance(value, tuple) and value[0] == "bool":
            return self.choice(self.formula(value[1]), ["after == 1"], ["after == 0"])
        return [f"after == {self.formula(value)}"]

    def choice(self, condition, inside, outside):
        return [f"({condition} ==> {way})" for way in inside] + [
            f"(!({condition}) ==> {way})" for way in outside]

    # Formulas

    def all(self, parts):
        whole = parts[0]
        for part in parts[1:]:
            whole = ("&", whole, part)
        return whole

    def is_set(self, name):
        return self.machine.definitions[name][1][0] == ".."

    def is_predicate(self, body):
        if isinstance(body, tuple) and body[0] == "use":
            return self.is_predicate(self.machine.definitions[body[1]][1])
        if isinstance(body, str) and body in self.machine.definitions:
            return self.is_predicate(self.machine.definitions[body][1])
        return isinstance(body, tuple) and body[0] in PREDICATES

    def formula(self, formula):
        if isinstance(formula, int):
            return str(formula)
        if isinstance(formula, str):
            return self.word(formula)
        kind, parts = formula[0], formula[1:]
        if kind == "use":
            free = self.parameters[parts[0]][len(parts) - 1:]
            return f"B_{parts[0]}" + self.list([self.formula(p) for p in parts[1:]] + free)
        if kind == "not":
            return f"(!{self.formula(parts[0])})"
        if kind in ("max", "min"):
            text = self.formula(parts[-1])
            for part in reversed(parts[:-1]):
                text = f"\\{kind}({self.formula(part)}, {text})"
            return text
        if kind == ":":
            return self.membership(*parts)
        return f"({self.formula(parts[0])} {SIGNS.get(kind, kind)} {self.formula(parts[1])})"

    def word(self, word):
        if word in self.words:
            return str(self.words[word])
        if word in self.machine.constants:
            return f"B_{word}"
        if word in self.machine.definitions:
            return f"B_{word}" + self.list(self.parameters[word])
        return word

    def membership(self, element, within):
        if within == "BOOL":
            within = ("..", 0, 1)
        while isinstance(within, str):
            within = self.machine.definitions[within][1]
        text = self.formula(element)
        return f"({self.formula(within[1])} <= {text} <= {self.formula(within[2])})"

    def free(self, part):
        """Names that are neither constants nor bound, in the order in which they first stand."""
        if isinstance(part, int):
            return []
        if isinstance(part, str):
            if part in self.parameters:
                return self.parameters[part]
            known = part in self.machine.constants or part in self.machine.definitions
            return [] if known or part in self.words or part == "BOOL" else [part]
        kind, parts = part[0], part[1:]
        if kind == "let":
            inside = [name for name in self.free(parts[1]) if name not in parts[0]]
            return self.free_of(parts[0].values()) + inside
        if kind == "use":
            return self.free_of(parts[1:]) + self.parameters[parts[0]][len(parts) - 1:]
        return self.free_of(parts[1:] if kind == "assign" else parts)

    def free_of(self, parts):
        return list(dict.fromkeys(name for part in parts for name in self.free(part)))
