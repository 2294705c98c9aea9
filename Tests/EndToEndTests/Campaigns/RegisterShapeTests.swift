import Foundation
import Testing

extension EndToEnd {
    /// Flips of register bits by the thousand in a small program that only computes.
    @Suite struct RegisterShapeTests {
        /// Three sums over tables, some 40 µs a demand: of numbers of the one type or the other.
        private static func program(_ type: String, answer: String) -> String {
            """
            #include <stdio.h>
            typedef \(type) number;
            static number left[256], right[256], sums[256];
            int main(void) {
                int rounds;
                for (int i = 0; i < 256; i++)
                    left[i] = (number)(i * 167), right[i] = (number)(i * 91 + 13);
                while (scanf("%d", &rounds) == 1) {
                    number a = 1, b = 2, c = 3;
                    for (int round = 0; round < rounds; round++) {
                        number *l = left, *r = right, *s = sums;
                        do {
                            a = (number)(a * 3 + *l++);
                            b = (number)((b ^ a) + *r++);
                            *s++ = c = (number)(c * 5 + b);
                        } while (s < sums + 256);
                    }
                    printf("%lu\\n", (unsigned long)(\(answer)));
                    fflush(stdout);
                }
            }
            """
        }

        private func shape(_ program: String, trials: Int) throws -> RegisterShape {
            let folder = try CampaignFolder(program: program)
            try folder.write("demands.txt", "30\n35\n40\n45\n")
            try folder.write(
                campaign: """
                    replicas: [b, c]
                    trials: \(trials)
                    votes: [alone]
                    faults: [{model: flip-register-bits}]
                    budget: {processor: 1ms}
                    """)
            let run = try folder.thrice("campaign run FILE --results r.sqlite --jobs 2")
            guard run.status == 0 else { throw KitError(run.errors) }
            return try RegisterShape(rows: folder.outcomesByBit("r.sqlite"))
        }

        @Test(.timeLimit(.minutes(5)))
        func `twenty thousand flips have the published shape`() throws {
            let shape = try shape(Self.program("unsigned char", answer: "a + b + c"), trials: 20000)
            #expect(shape.trials > 19900, "\(shape.trials) were injected")
            #expect(shape.problems == [])
        }

        /// As it is when faults strike at the entries of blocks only.
        @Test func `too much that is masked is noticed`() throws {
            let outcomes = [("masked", 77), ("crash", 13), ("wrong value", 8), ("hang", 2)]
            let rows = outcomes.flatMap { outcome, share in
                (0..<share * 200).map { "\(outcome) \(outcome == "wrong value" ? 3 : $0 % 64)" }
            }
            let shape = try RegisterShape(rows: rows.joined(separator: "\n"))
            #expect(shape.problems.count == 1, "\(shape.problems)")
            #expect(shape.problems.first?.hasPrefix("masked") == true)
        }

        /// Twins: who says the same whatever it computes has no wrong values, and who computes with
        /// whole registers has them from all bits.
        @Test(
            .timeLimit(.minutes(5)),
            arguments: [("unsigned char", "a * 0 + 7"), ("unsigned long", "a + b + c")])
        func `another shape is noticed`(type: String, answer: String) throws {
            let shape = try shape(Self.program(type, answer: answer), trials: 3000)
            #expect(shape.problems.contains { $0.hasPrefix("wrong value") }, "\(shape)")
        }
    }
}
