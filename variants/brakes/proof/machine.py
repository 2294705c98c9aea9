"""Reads the part of B that Brakes.mch is written in; `contracts.py` turns what comes out into ACSL.

A reader of its own, so that the proof does not rest on the one that the voter uses. It knows
constants with a value, definitions, and operations made of PRE, IF, LET, `||` and `:=`; anything
else is an error with its line.

Formulas are tuples: a word of what it is, then its parts; names and numbers are strings and ints.
"""

import re

TOKEN = re.compile(
    r"\s+|/\*.*?\*/|(?P<word>[A-Za-z]\w*)|(?P<number>\d+)"
    r"|(?P<sign><--|<=>|:=|==|=>|<=|>=|/=|\|\||\.\.|[-+*/:&=<>(){},;])",
    re.S,
)
LEVELS = [["=>", "<=>"], ["&", "or"], ["=", "/=", "<", ">", "<=", ">=", ":"], [".."],
          ["+", "-"], ["*", "/", "mod"]]
CLAUSES = ["SETS", "CONSTANTS", "PROPERTIES", "DEFINITIONS", "VARIABLES", "INVARIANT",
           "INITIALISATION", "OPERATIONS"]


class MachineError(Exception):
    pass


class Reader:
    def __init__(self, text):
        self.tokens, self.at, place = [], 0, 0
        while place < len(text):
            match = TOKEN.match(text, place)
            line = text.count("\n", 0, place) + 1
            if not match:
                raise MachineError(f"line {line}: cannot read '{text[place]}'")
            if match.lastgroup:
                self.tokens.append((match.group(), line))
            place = match.end()
        self.tokens.append(("", text.count("\n")))

    @property
    def next(self):
        return self.tokens[self.at][0]

    def take(self, *expected):
        word, line = self.tokens[self.at]
        if expected and word not in expected:
            raise MachineError(f"line {line}: '{word}' stands where {' or '.join(expected)} should")
        self.at += 1
        return word

    def name(self):
        word, line = self.tokens[self.at]
        if not re.fullmatch(r"[A-Za-z]\w+", word):
            raise MachineError(f"line {line}: '{word}' is no name")
        return self.take()

    def names(self):
        found = [self.name()]
        while self.next == ",":
            self.take()
            found.append(self.name())
        return found

    def arguments(self, end):
        found = [self.formula()]
        while self.next == ",":
            self.take()
            found.append(self.formula())
        self.take(end)
        return found

    # Formulas. All operators of a level bind to the left, as in B.

    def formula(self, level=0):
        if level == len(LEVELS):
            return self.atom()
        left = self.formula(level + 1)
        while self.next in LEVELS[level]:
            sign = self.take()
            left = (sign, left, self.formula(level + 1))
        return left

    def atom(self):
        if self.next == "-":
            self.take()
            return ("-", 0, self.atom())
        if self.next == "(":
            self.take()
            inner = self.formula()
            self.take(")")
            return inner
        if self.next.isdigit():
            return int(self.take())
        word = self.name()
        if word in ("max", "min"):
            self.take("(")
            self.take("{")
            values = self.arguments("}")
            self.take(")")
            return (word, *values)
        if self.next == "(":
            self.take()
            return ("not" if word == "not" else "bool" if word == "bool" else "use",
                    *([] if word in ("not", "bool") else [word]), *self.arguments(")"))
        return word

    # Substitutions

    def parallel(self):
        parts = [self.substitution()]
        while self.next == "||":
            self.take()
            parts.append(self.substitution())
        return ("parallel", *parts)

    def substitution(self):
        if self.next == "BEGIN":
            self.take()
            body = self.parallel()
            self.take("END")
            return body
        if self.next == "IF":
            return self.conditional()
        if self.next == "LET":
            return self.let()
        name = self.name()
        self.take(":=")
        return ("assign", name, self.formula())

    def conditional(self):
        self.take("IF", "ELSIF")
        condition = self.formula()
        self.take("THEN")
        body, otherwise = self.parallel(), ("parallel",)
        if self.next == "ELSIF":
            return ("if", condition, body, self.conditional())
        if self.next == "ELSE":
            self.take()
            otherwise = self.parallel()
        self.take("END")
        return ("if", condition, body, otherwise)

    def let(self):
        self.take("LET")
        names = self.names()
        self.take("BE")
        values = {}
        for part in conjuncts(self.formula()):
            if part[0] != "=" or part[1] not in names:
                raise MachineError(f"LET {', '.join(names)}: {part} gives none of them a value")
            values[part[1]] = part[2]
        self.take("IN")
        body = self.parallel()
        self.take("END")
        return ("let", values, body)


class Machine:
    """`constants` and `definitions` by name, `variables`, `invariant`, `operations` by name."""

    def __init__(self, text):
        reader = Reader(text)
        reader.take("MACHINE")
        self.name = reader.name()
        self.elements, self.constants, self.definitions, self.operations = [], {}, {}, {}
        self.variables, self.invariant, self.initial = [], [], None
        while (clause := reader.take(*CLAUSES, "END")) != "END":
            getattr(self, "read_" + clause.lower())(reader)

    def read_sets(self, reader):
        reader.name()
        reader.take("=")
        reader.take("{")
        self.elements = reader.names()
        reader.take("}")

    def read_constants(self, reader):
        reader.names()

    def read_properties(self, reader):
        for _, name, value in conjuncts(reader.formula()):
            self.constants[name] = value

    def read_definitions(self, reader):
        while reader.next not in CLAUSES:
            name, parameters = reader.name(), []
            if reader.next == "(":
                reader.take()
                parameters = reader.names()
                reader.take(")")
            reader.take("==")
            self.definitions[name] = (parameters, reader.formula())
            if reader.next == ";":
                reader.take()

    def read_variables(self, reader):
        self.variables = reader.names()

    def read_invariant(self, reader):
        self.invariant = conjuncts(reader.formula())

    def read_initialisation(self, reader):
        self.initial = reader.parallel()

    def read_operations(self, reader):
        while True:
            outputs = reader.names()
            reader.take("<--")
            name, inputs, admitted = reader.name(), [], []
            if reader.next == "(":
                reader.take()
                inputs = reader.names()
                reader.take(")")
            reader.take("=")
            if reader.next == "PRE":
                reader.take()
                admitted = conjuncts(reader.formula())
                reader.take("THEN")
                body = reader.parallel()
                reader.take("END")
            else:
                body = reader.substitution()
            self.operations[name] = (outputs, inputs, admitted, body)
            if reader.next != ";":
                return
            reader.take()


def conjuncts(formula):
    if isinstance(formula, tuple) and formula[0] == "&":
        return conjuncts(formula[1]) + conjuncts(formula[2])
    return [formula]
