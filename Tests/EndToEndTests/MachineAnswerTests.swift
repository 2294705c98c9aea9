import Foundation
import Testing

/// What `thrice machine` says where there is less, or worse, than was asked for.
extension EndToEnd {
    @Suite(.timeLimit(.minutes(2))) struct MachineAnswerTests {
        private func tank(start: Int = 2, _ operations: String) -> [String: String] {
            [
                "Airlock.mch": """
                MACHINE Airlock VARIABLES level
                INVARIANT level : 0..3
                INITIALISATION level := \(start)
                OPERATIONS \(operations) END
                """
            ]
        }
        private static let fill = "rr <-- fill = BEGIN level :: level..level + 2 || rr := level END"

        @Test func `an outcome that breaks the invariant is marked, and status 1`() throws {
            let run = try MachineRun.run(tank(Self.fill), "--operation fill")
            #expect(run.status == 1)
            #expect(
                run.output == """
                    fill where level = 2
                      1  rr = 2
                      2  rr = 2; level := 3
                      3  rr = 2; level := 4  breaks INVARIANT 'level : 0..3' (Airlock.mch:2:11)

                    """)
            let json = try MachineRun.run(tank(Self.fill), "--operation fill --json")
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
            let outcomes = (object as? [String: Any])?["outcomes"] as? [[String: Any]]
            #expect(
                outcomes?.map { $0["flaw"] as? String } == [
                    nil, nil, "breaks INVARIANT 'level : 0..3' (Airlock.mch:2:11)",
                ])
            #expect(try MachineRun.run(tank(start: 1, Self.fill), "--operation fill").status == 0)
        }

        @Test func `nothing is tried from an initial state that breaks the invariant`() throws {
            let run = try MachineRun.run(tank(start: 9, Self.fill), "--operation fill")
            #expect(run.status == 65)
            #expect(run.output == "")
            #expect(
                run.errors.contains(
                    """
                    cannot try 'fill' from INITIALISATION: 'level = 9' breaks INVARIANT \
                    'level : 0..3' (Airlock.mch:2:11) (hint: thrice machine Airlock.mch --check)
                    """), "\(run.errors)")
            let session = try MachineRun.run(tank(start: 9, Self.fill), "--animate")
            #expect(session.output.contains("breaks INVARIANT 'level : 0..3'"))
        }

        @Test func `fewer demands than were asked for are status 2, and it says why`() throws {
            let files = tank("up = PRE level < 3 THEN level := level + 1 END")
            let run = try MachineRun.run(files, "--demands 5")
            #expect(run.status == 2)
            #expect(run.output == "up\n")
            #expect(
                run.errors == """
                    1 demand of seed 1: there are no branches to take
                    no more: nothing else was found that is admitted
                    only 1 of 5 demands

                    """)
            #expect(try MachineRun.run(files, "--demands 1").status == 0)
            let none = tank("up = PRE level < 0 THEN skip END")
            #expect(try MachineRun.run(none, "--demands 5").status == 66)
        }

        @Test func `demands for what cannot be read are made, too`() throws {
            let brakes = "'\(Fixture.root.path)/variants/brakes'"
            let run = try Shell.run(
                "cd \(brakes) && \"$THRICE\" machine Brakes.mch --demands 400 --ensemble .")
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect((1..<200).contains(lines.count { $0 == "?" }))
            #expect(run.errors.hasPrefix("400 demands of seed 1: "))
            #expect(!run.errors.contains("of 'unreadable'"), "\(run.errors)")
        }

        @Test func `what others do to a seen machine stands in the trace`() throws {
            let files = [
                "Airlock.mch": """
                MACHINE Airlock SEES Lock VARIABLES level INVARIANT level : 0..1
                INITIALISATION level := 0
                OPERATIONS up = IF isOpen = TRUE THEN level := level + 1 END END
                """,
                "Lock.mch": """
                MACHINE Lock VARIABLES isOpen INVARIANT isOpen : BOOL INITIALISATION isOpen := FALSE
                OPERATIONS turn(to) = PRE to : BOOL THEN isOpen := to END END
                """,
            ]
            let run = try MachineRun.run(files, "--check")
            #expect(run.status == 1)
            #expect(
                run.output.contains(
                    """
                    FAILS      'up' breaks 'level : 0..1' (Airlock.mch:1:53)
                               INITIALISATION: isOpen = FALSE, level = 0
                               elsewhere: Lock.turn(TRUE): isOpen := TRUE
                               up: level := 1
                               up: level := 2

                    """), "\(run.output)")
            let json = try MachineRun.run(files, "--check --json").output
            #expect(json.contains("\"isElsewhere\" : true"))
            #expect(json.contains("\"operation\" : \"Lock.turn\""))
        }

        @Test func `two requests at once are told apart`() throws {
            let run = try MachineRun.run(tank(Self.fill), "--operation fill --check")
            #expect(run.status == 64)
            #expect(
                run.errors.contains(
                    """
                    cannot do --operation and --check at once (hint: one after the other: 'thrice \
                    machine Airlock.mch --operation fill', 'thrice machine Airlock.mch --check')
                    """), "\(run.errors)")
        }
    }
}
