import Foundation
import Testing

extension EndToEnd {
    /// A replica under gdb or valgrind: in earnest where they are installed, and gdb's part also
    /// played by a script.
    @Suite(.timeLimit(.minutes(2))) struct ReplayToolTests {
        static func isInstalled(_ tool: String) -> Bool {
            FileManager.default.isExecutableFile(atPath: "/usr/bin/\(tool)")
        }

        private func run(
            _ mode: String, _ options: [String] = []
        ) throws -> JournaledRun {
            let run = try JournaledRun(
                demands: Demands.lines(1...9), replicas: [mode, mode, "wrong at=5"],
                ["--durability", "buffered", "--deadline", "2s"] + options)
            try run.start()
            guard run.hasEnded(within: .seconds(30)) else { throw KitError("no end") }
            return run
        }

        @Test(.enabled(if: isInstalled("valgrind")), arguments: ["lines", "process"])
        func `valgrind's report stands beside the answer`(framing: String) throws {
            let run = try run("good", ["--framing", framing, "--isolation", "sandbox"])
            #expect(run.status == 0, "\(run.errors)")
            let said = try Shell.run(
                "\"$THRICE\" replay '\(run.folder)' --demand 5 --replica r3 --under valgrind")
            #expect(said.status == 1, "\(said.errors)")
            #expect(said.output.contains("  r3         differs: '"))
            #expect(said.output.contains("| ==") && said.output.contains("ERROR SUMMARY: "))
            let same = try Shell.run(
                "\"$THRICE\" replay '\(run.folder)' --demand 5 --replica r1 --under valgrind")
            #expect(same.status == 0, "\(same.output)")
            run.expectNothingLeft()
        }

        @Test(.enabled(if: isInstalled("gdb")), arguments: [false, true])
        func `gdb stops the program before it has read anything of the demand`(
            isStateful: Bool
        ) throws {
            let run = try run(
                isStateful ? "good stateful" : "good", isStateful ? ["--stateful"] : [])
            let demands = Demands.lines(1...9)
            let right =
                isStateful ? Demands.statefulAnswers(demands) : Demands.answers(demands)
            // The next that it writes is the answer to this demand.
            let said = try Shell.run(
                """
                printf '%s\\n' 'catch syscall write' continue 'x/s $rsi' delete continue quit |
                "$THRICE" replay '\(run.folder)' --demand 6 --replica r1 --under gdb
                """)
            #expect(said.status == 0, "\(said.output) \(said.errors)")
            #expect(said.output.contains("\n  r1         the same: '\(right[5])', after "))
            #if arch(x86_64)
                #expect(said.output.contains("\"\(right[5])"), "\(said.output)")
            #endif
            #expect(said.errors.contains("demand 6 waits on its standard input"))
            run.expectNothingLeft()
        }

        @Test(arguments: [false, true])
        func `gdb is told how to start the program, and where to stop it`(
            isRunOnce: Bool
        ) throws {
            let run = try run("good", isRunOnce ? ["--framing", "process"] : [])
            // Plays gdb: says what it was told, then runs the program as gdb would.
            let script = """
                #!/bin/bash
                printf '%s\\n' "$@" >"$(dirname "$0")/told"
                IFS= read -r line <&3; echo "$line" >"$(dirname "$0")/demand"
                echo 0123456789abcdef >&4
                """
            let said = try Shell.run(
                """
                mkdir "$FOLDER"; cat >"$FOLDER/gdb" <<'END'
                \(script)
                END
                chmod +x "$FOLDER/gdb"
                PATH="$FOLDER:$PATH" "$THRICE" replay '\(run.folder)' --demand 5 --replica r3 \
                    --under gdb; echo replay $?
                cat "$FOLDER/told" "$FOLDER/demand"
                """)
            let told = said.output.split(separator: "\n").map(String.init)
            #expect(told.contains("replay 1"), "\(said.output) \(said.errors)")
            #expect(told.contains("starti"))
            #expect(told.contains { $0.hasPrefix("set exec-wrapper 'env' '-i' 'PATH=") })
            #expect(told.contains { $0.hasPrefix("set args 'wrong' 'at=5' 'mark=") })
            #expect(told.contains { $0.hasSuffix(" <&3 >&4 3<&- 4>&-") })
            #expect(told.contains { $0.hasSuffix("/faulty") })
            #expect(told.last == Demands.lines(1...9)[4])
            #expect(said.output.contains("  r3         differs: '0123456789abcdef', after "))
        }

        @Test(arguments: ["gdb", "valgrind"])
        func `a tool that is missing is named with its package`(tool: String) throws {
            let run = try run("good")
            let said = try Shell.run(
                "PATH=/nowhere \"$THRICE\" replay '\(run.folder)' --demand 5 --replica r1 "
                    + "--under \(tool)")
            #expect(said.status == 69)
            #expect(
                said.errors.contains(
                    "cannot replay under \(tool): it is not in PATH "
                        + "(hint: sudo apt-get install \(tool))"), "\(said.errors)")
        }

        @Test(.enabled(if: isInstalled("gdb")))
        func `a script is nothing for gdb, and that is said`() throws {
            let said = try Shell.run(
                #"""
                mkdir "$FOLDER"; cd "$FOLDER"; printf '#!/bin/sh\ncat\n' >copy; chmod +x copy
                echo 7 | "$THRICE" run -q --replica ./copy --replica cat --run-folder r \
                    --durability buffered --deadline 5s
                "$THRICE" replay r --demand 1 --replica r1 --under gdb; echo replay $?
                "$THRICE" replay r --demand 1; echo replay $?
                """#)
            #expect(said.output.hasPrefix("7\n"), "\(said.errors)")
            #expect(said.output.contains("replay 66\n") && said.output.hasSuffix("replay 0\n"))
            #expect(said.errors.contains("is a script, and gdb wants a program"))
        }
    }
}
