import Testing

extension EndToEnd {
    /// The whole chain: demands, voter, gate. What the consumer sees is never a stale RELEASE.
    @Suite struct PipelineTests {
        /// One demand is released; then something happens to the voter; then the rest is read.
        private func chain(cycle: String, then act: String) throws -> [Substring] {
            let script = """
                mkfifo "$FOLDER.in" "$FOLDER.out"
                "$THRICE" run --quiet --run-folder "$FOLDER" --verdicts records --valid-for 1min \
                --replica "sed -u 's/.*/RELEASE/'" --replica "sed -u 's/.*/RELEASE/'" --agree 2 \
                --restrictive APPLY <"$FOLDER.in" 2>/dev/null \
                | "$THRICE" gate --cycle \(cycle) --restrictive APPLY >"$FOLDER.out" 2>/dev/null &
                exec 3>"$FOLDER.in" 4<"$FOLDER.out"
                voter() { awk '$1 == "voter" { print $2 }' "$FOLDER/pids"; }
                until_released() { while read -r answer <&4; do
                    echo "$answer"; [ "$answer" = RELEASE ] && return; done; }
                echo 1 >&3; until_released
                \(act)
                """
            return try Shell.run(script).output.split(separator: "\n")
        }

        @Test(.timeLimit(.minutes(1)))
        func `a run that ends in order ends with the restrictive answer`() throws {
            let trace = try chain(cycle: "20s", then: "exec 3>&-; cat <&4")
            #expect(trace == ["RELEASE", "APPLY"])
        }

        @Test(.timeLimit(.minutes(1)))
        func `a voter that is killed takes its release with it`() throws {
            let trace = try chain(cycle: "20s", then: "kill -9 $(voter); cat <&4")
            #expect(trace == ["RELEASE", "APPLY"])
        }

        @Test(.timeLimit(.minutes(1)))
        func `a voter that stands still loses the gate for ever`() throws {
            let trace = try chain(
                cycle: "300ms",
                then: """
                    kill -STOP $(voter); read -r answer <&4; echo "$answer"
                    kill -CONT $(voter); echo 2 >&3; exec 3>&-; cat <&4
                    """)
            let released = trace.firstIndex(of: "RELEASE") ?? trace.endIndex
            #expect(released < trace.endIndex - 1)
            #expect(trace.dropFirst(released + 1).allSatisfy { $0 == "APPLY" })
        }
    }
}
