import Foundation
import Testing

extension EndToEnd {
    /// What a shell does to the descriptors, signals and children of a command.
    @Suite struct ShellTests {
        private static let run = """
            seq 1 100 | timeout 20 "$THRICE" run --run-folder "$FOLDER" \
            --replica cat --replica cat --replica cat --agree 2
            """

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                // Closed descriptors are not taken by files of ours.
                (run + " >&-", 74, ""),
                ("\"$THRICE\" run --run-folder \"$FOLDER\" --replica cat --agree 1 <&-", 66, ""),
                // An error stream that takes nothing does not end the run.
                (run + " 2>/dev/full | tail -n 1", 0, "100\n"),
                (run + " 2>&- | tail -n 1", 0, "100\n"),
                (run + " --quiet >/dev/full", 74, ""),
                // A summary that cannot be written does not hide what the run came to.
                (run + " --quiet --summary /nonexistent/x | tail -n 1", 73, "100\n"),
                (run + " --quiet --summary /nonexistent/x >/dev/null", 73, ""),
                (
                    "(\(run) --quiet --restrictive X --replica 'sed -u s/5/6/' --agree 4 "
                        + "--replica 'sed -u s/5/7/' --summary /nonexistent/x) >/dev/null", 1, ""
                ),
                // A few descriptors are enough, too few are said to be.
                ("ulimit -Sn 40; \(run) --quiet | tail -n 1", 0, "100\n"),
                ("ulimit -n 40; \(run) --quiet", 69, ""),
                // Ended by a hang-up as asked for, and not where it is ignored.
                ("trap '' HUP; \(hungUp) echo 2 >&3; exec 3>&-; cat <&4; wait $!", 0, "1\n2\n"),
                (hungUp + " cat <&4; wait $!", 143, "1\n"),
            ] as [(String, Int32, String)])
        func `a run keeps its word in a shell`(
            script: String, status: Int32, output: String
        ) throws {
            let result = try Shell.run(script)
            #expect(result.status == status, "\(result.errors)")
            #expect(result.output == output)
        }

        /// One demand, and a hang-up once it is answered.
        private static let hungUp = """
            mkfifo "$FOLDER.in" "$FOLDER.out"
            "$THRICE" run --quiet --run-folder "$FOLDER" --replica cat --replica cat --agree 2 \
            <"$FOLDER.in" >"$FOLDER.out" &
            exec 3>"$FOLDER.in" 4<"$FOLDER.out"
            echo 1 >&3; read answer <&4; echo $answer
            kill -HUP $!;
            """

        @Test(.timeLimit(.minutes(1)))
        func `the last line of a run is the command that does it again`() throws {
            let script = """
                seq 1 3 | "$THRICE" run --run-folder "$FOLDER" --replica "sed -u 's/it'\\''s/x/'" \
                --replica cat --agree 2 2>"$FOLDER.errors" >/dev/null
                again=$(tail -n 1 "$FOLDER.errors"); seq 4 6 | eval "${again#*input, with }"
                echo "${again%%input, with *}"
                """
            let result = try Shell.run(script)
            #expect(result.status == 0, "\(result.errors)")
            #expect(
                result.output
                    == "4\n5\n6\nthrice: again, with the same demands on standard \n")
            let named = try Shell.run(
                """
                seq 1 3 >"$FOLDER.demands"
                "$THRICE" run --run-folder "$FOLDER" --demands "$FOLDER.demands" --replica cat \
                --replica cat --agree 2 2>"$FOLDER.errors" >/dev/null
                again=$(tail -n 1 "$FOLDER.errors"); eval "${again#thrice: again with }"
                """)
            #expect(named.output == "1\n2\n3\n", "\(named.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `the children that a shell had before it became the run are left alone`() throws {
            // The reader is a child of the process that the run becomes.
            let script = """
                exec 5>&1
                exec "$THRICE" run --quiet --run-folder "$FOLDER" --replica cat --replica cat \
                --agree 2 < <(seq 1 1000) > >(exec 3<"$0"; wc -l >&5)
                """
            #expect(try Shell.run(script).output == "1000\n")
        }
    }
}
