import Diversification
import Testing

/// Enumerations and dispatch codes get other numbers.
struct CodeTests {
    @Test func `an enumeration whose numbers nobody sees gets others`() throws {
        let rest = """
            struct Machine { int count; State state; };
            static const char *name(State state) {
                switch (state) {
                case IDLE: return "idle";
                case ARMED: return "armed";
                default: return "fired";
                }
            }
            static State next(State state, int go) {
                int following = state == IDLE ? ARMED : FIRED;
                return go ? following : state;
            }
            int main(void) {
                struct Machine machine;
                machine.state = IDLE;
                for (machine.count = 0; machine.state != LAST; machine.count++) {
                    puts(name(machine.state));
                    machine.state = next(machine.state, machine.count % 2);
                }
                printf("%d\\n", machine.count);
            }
            """
        let head = "#include <stdio.h>\ntypedef enum "
        try expectRewritten(
            RenumberEnumerations(), seed: 1,
            head + "{ IDLE, ARMED = 4, FIRED, LAST = FIRED } State;\n" + rest,
            becomes: head + "{ IDLE = 83, ARMED = 82, FIRED = 84, LAST = 84 } State;\n" + rest,
            sites: 1, moved: 4)
    }

    @Test func `zero stays zero where it is told from the others`() throws {
        let rest = """
            static enum Mode mode;
            static enum Mode modes[2] = {SLOW};
            int main(void) {
                if (mode == OFF && modes[1] == OFF) mode = FAST;
                puts(mode ? "on" : "off");
            }
            """
        try expectRewritten(
            RenumberEnumerations(), seed: 1,
            "#include <stdio.h>\nenum Mode { OFF, SLOW, FAST };\n" + rest,
            becomes: "#include <stdio.h>\nenum Mode { OFF = 0, SLOW = 7, FAST = 8 };\n" + rest,
            sites: 1, moved: 2)
    }

    @Test func `states and outcomes without names get other numbers`() throws {
        try expectRewritten(
            RenumberCodes(), seed: 1,
            """
            #include <stdio.h>
            static int state;
            static int step(int event) {
                switch (state) {
                case 0: state = event ? 2 : 1; return 7;
                case 1: state = 2; return 8;
                case 2: state = 0; return 9;
                }
                return 0;
            }
            int main(void) {
                for (int i = 0; i < 9; i++) {
                    int got = step(i % 2);
                    if (got == 8) puts("eight"); else if (got == 9) puts("nine");
                    printf("%s\\n", state ? "on" : "off");
                }
            }
            """,
            becomes: """
                #include <stdio.h>
                static int state;
                static int step(int event) {
                    switch (state) {
                    case 0: state = event ? 63 : 62; return 86;
                    case 62: state = 63; return 85;
                    case 63: state = 0; return 84;
                    }
                    return 83;
                }
                int main(void) {
                    for (int i = 0; i < 9; i++) {
                        int got = step(i % 2);
                        if (got == 85) puts("eight"); else if (got == 84) puts("nine");
                        printf("%s\\n", state ? "on" : "off");
                    }
                }
                """,
            sites: 2, moved: 11)
    }

    /// Everything that a code may do at once: fields, tables, pointers, calls through pointers.
    @Test func `codes in tables and structs keep their behaviour`() throws {
        let program = CProgram(
            source: """
                #include <stdio.h>
                #include <stdlib.h>
                #include <string.h>
                typedef enum { PUSH, ADD, MULTIPLY, PRINT, HALT } Operation;
                typedef struct { Operation operation; int operand; signed char kind; } Step;
                typedef int (*Handler)(Operation, int);
                struct Outer { struct { Operation inner; int mark; }; Operation list[3]; };
                static const Step steps[] = {
                    {PUSH, 3, 1}, {PUSH, 4}, {.kind = 1, .operation = ADD}, {PUSH, 5, 2},
                    {MULTIPLY}, {PRINT, .kind = 2}, {HALT, 0, 1},
                };
                static struct Outer outer = {{ADD, 4}, {[1] = HALT}};
                static int kinds[3] = {5, 9, 5};
                static int handle(Operation operation, int operand) {
                    static int stack[8], depth;
                    int status = 20;
                    switch (operation) {
                    case PUSH: stack[depth++] = operand; break;
                    case ADD: depth--; stack[depth - 1] += stack[depth]; break;
                    case MULTIPLY: depth--; stack[depth - 1] *= stack[depth]; break;
                    case PRINT: printf("%d\\n", stack[depth - 1]); status = 21; break;
                    default: status = 22;
                    }
                    return status;
                }
                static void choose(Operation *into, Operation value) { *into = value; }
                int main(void) {
                    Handler handler = handle;
                    Step *copy = malloc(sizeof steps);
                    memcpy(copy, steps, sizeof steps);
                    Operation last = PUSH;
                    for (int i = 0; last != HALT; i++) {
                        int got = handler(copy[i].operation, copy[i].operand);
                        if (copy[i].kind == 2) puts("second kind");
                        if (handle(outer.list[0], 1) != 22 && got == 22) puts("halted");
                        choose(&last, copy[i].operation);
                    }
                    free(copy);
                    outer.mark = outer.mark == 4 ? 6 : 4;
                    int index = kinds[1] == 9 ? 2 : 1;
                    printf("%d %d\\n", outer.mark == 6, outer.list[1] == HALT);
                    printf("%d\\n", kinds[index] == 5);
                    printf("%d\\n", outer.inner == ADD);
                }
                """)
        let result = try program.brokenSeeds(
            by: [RenumberEnumerations(), RenumberCodes()], seeds: 1...8)
        #expect(result.broken.isEmpty)
        #expect(result.texts == 8)
    }

    @Test func `new numbers are different where the old ones were, and small`() throws {
        for seed in UInt64(1)...50 {
            var random = SeededGenerator(seed: seed)
            let codes: Set<Int64> = [0, 3, 7, 1000]
            let numbers = try #require(CodeNumbers(codes, keepsZero: seed % 2 == 0, &random))
            let new = codes.map { numbers[$0] }
            #expect(Set(new).count == codes.count)
            #expect(new.allSatisfy { (0...127).contains($0) })
            #expect((numbers[0] == 0) == (seed % 2 == 0))
        }
        var random = SeededGenerator(seed: 1)
        #expect(CodeNumbers(Set(0..<200), keepsZero: false, &random) == nil)
        #expect(CodeNumbers([0], keepsZero: true, &random) == nil)
    }
}
