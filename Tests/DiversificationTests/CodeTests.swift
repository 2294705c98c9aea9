import Diversification
import Testing

/// Enumerations and dispatch codes get other numbers, and the program does what it did.
struct CodeTests {
    @Test func `an enumeration whose numbers nobody sees gets others`() throws {
        let source = """
            #include <stdio.h>
            typedef enum { IDLE, ARMED = 4, FIRED, LAST = FIRED } State;
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
        try expectText(RenumberEnumerations(), seed: 1, source, "", 1, 1)
        try expectText(RenumberCodes(), seed: 1, source, "", 1, 1)
        try expectText(RenumberCodes(), seed: 1, """
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
            """, "", 1, 1)
    }

    func expectText(
        _ transform: any Transform, seed: UInt64, _ source: String, _ expected: String,
        _ sites: Int, _ moved: Int
    ) throws {
        let (text, applied) = try CProgram(source: source).rewritten(by: [transform], seed: seed)
        print(text, applied)
        #expect(try CProgram.behaviour(of: text) == CProgram.behaviour(of: source))
    }
}
