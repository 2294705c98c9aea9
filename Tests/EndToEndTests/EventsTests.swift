import Foundation
import Testing

extension EndToEnd {
    /// What `thrice events` tells of a run.
    @Suite struct EventsTests {
        /// The story of a run in which r3 always ends at once, told with these options.
        private func story(
            _ options: String, after change: String = "true"
        ) throws -> (status: Int32, output: String, errors: String) {
            try Shell.run(
                """
                seq 3 | "$THRICE" run --quiet --replica cat --replica cat \
                    --replica 'sh -c "exit 5"' --agree 2 --deadline 5s --no-restart \
                    --run-folder "$FOLDER" >"$FOLDER-answers"
                cd "$FOLDER" && \(change) && "$THRICE" events . \(options)
                """)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a run is told in the order in which it happened, and in parts`() throws {
            let all = try story("")
            #expect(all.status == 0, "\(all.errors)")
            #expect(all.output.contains("  r1  started as process "))
            #expect(all.output.contains("  r3  ended by exit code 5\n"))
            #expect(all.output.contains("  demand 1: agreed by 2 on '1'; r3 "))
            let one = try story("--replica r3 --event ended")
            #expect(one.output.hasSuffix(" s  r3  ended by exit code 5\n"))
            #expect(one.output.split(separator: "\n").count == 1)
            let demand = try story("--demands 2 --event verdict --json")
            let object = try JSONSerialization.jsonObject(with: Data(demand.output.utf8))
            #expect((object as? [String: Any])?["demand"] as? Int == 2)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a torn end is left out and said, and any other damage is an error`() throws {
            let torn = try story("", after: #"printf '{"nanosec' >>events.jsonl"#)
            #expect(torn.status == 0)
            #expect(torn.errors.contains("events.jsonl' ends within line "))
            let damaged = try story("", after: "sed -i '2s/event/evnt/' events.jsonl")
            #expect(damaged.status == 65)
            #expect(damaged.errors.contains("events.jsonl', line 2: it has no 'event'"))
            let wrong = try story("--demands 5..2")
            #expect(wrong.status == 64)
            #expect(wrong.errors.contains("expected a number or a range"))
        }
    }
}
