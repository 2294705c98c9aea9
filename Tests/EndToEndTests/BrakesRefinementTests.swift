import Foundation
import Testing

extension EndToEnd {
    /// That `brakes.c` does what `Brakes.mch` says: proved, compared, and what a defect changes.
    @Suite struct BrakesRefinementTests {
        private static let folder = Fixture.root.path + "/variants/brakes"
        private static let hasProver = FileManager.default.isExecutableFile(
            atPath: "/usr/bin/frama-c")
        /// Five faults in a row no longer set the latch, six do.
        private static let defect = (
            right: "continuity.faults >= faultsToLatch", wrong: "continuity.faults > faultsToLatch"
        )

        @Test(
            .enabled(if: hasProver, "no frama-c (hint: scripts/install-packages proof)"),
            .timeLimit(.minutes(8)))
        func `brakes.c is proved to do what its machine says`() throws {
            let proof = try Shell.run("'\(Fixture.root.path)/scripts/prove'")
            #expect(proof.status == 0, "\(proof.output)\(proof.errors)")
            #expect(proof.output.hasPrefix("Proved goals: "))
        }

        @Test(
            .enabled(if: hasProver, "no frama-c (hint: scripts/install-packages proof)"),
            .timeLimit(.minutes(4)))
        func `a program with a defect is not proved`() throws {
            let scratch = try ScratchFolder(UUID().uuidString)
            try Self.plant(in: scratch.path("brakes.c"))
            let proof = try Shell.run(
                "PROVE_FUNCTIONS=countFault PROVE_SECONDS=5 "
                    + "'\(Fixture.root.path)/scripts/prove' '\(scratch.path("brakes.c"))'")
            #expect(proof.status == 1)
            #expect(proof.output.contains("not proved: typed_countFault_ensures"))
        }

        @Test(.timeLimit(.minutes(4)))
        func `from every state of a small scope brakes.c takes the machine's step`() throws {
            let scope = try BrakesSmallScope(machine: Self.folder + "/Brakes.mch", faultsMax: 6)
            #expect(scope.states.count > 1000)
            let taken = try Self.steps(of: Self.folder + "/brakes.c", scope)
            #expect(taken.count == scope.steps.count)
            let wrong = zip(scope.steps, taken).filter { step, line in
                line != "\(step.answer) \(BrakesSmallScope.text(step.after))"
            }
            #expect(wrong.isEmpty, "\(wrong.first.map { "\($0)" } ?? "")")
        }

        @Test(.timeLimit(.minutes(4)))
        func `the small scope shows the defect`() throws {
            let scratch = try ScratchFolder(UUID().uuidString)
            try Self.plant(in: scratch.path("brakes.c"))
            let scope = try BrakesSmallScope(machine: Self.folder + "/Brakes.mch", faultsMax: 6)
            let taken = try Self.steps(of: scratch.path("brakes.c"), scope)
            let wrong = zip(scope.steps, taken).filter { step, line in
                line != "\(step.answer) \(BrakesSmallScope.text(step.after))"
            }
            #expect(!wrong.isEmpty)
        }

        @Test(.timeLimit(.minutes(4)))
        func `a defect of the source passes every vote and only the machine stops it`() throws {
            let scratch = try ScratchFolder(UUID().uuidString)
            let expected = try lines(
                URL(fileURLWithPath: Self.folder + "/demands/expected.txt"))
            let demands = try lines(URL(fileURLWithPath: Self.folder + "/demands/demands.txt"))
            try Self.plantedEnsemble(scratch)

            // Without the machines all agree, and 29 times they are wrong on the dangerous side.
            let blind = try Self.answers(scratch, demands, machines: false)
            #expect(blind.summary.agreed == 597 && blind.summary.masked == 0)
            let unsafe = zip(blind.answers, expected).filter { $0 == "RELEASE" && $1 == "APPLY" }
            #expect(unsafe.count == 29)

            let held = try Self.answers(scratch, demands, machines: true)
            #expect(zip(held.answers, expected).allSatisfy { $0 == "APPLY" || $0 == $1 })
            #expect(held.summary.replicas.allSatisfy { $0.rejected > 0 })
            #expect(held.summary.replicas.allSatisfy { $0.dissented == 0 })
        }

        private static func plant(in path: String) throws {
            let source = try String(contentsOfFile: folder + "/brakes.c", encoding: .utf8)
            let planted = source.replacingOccurrences(of: defect.right, with: defect.wrong)
            guard planted != source else { throw KitError("cannot plant the defect") }
            try planted.write(toFile: path, atomically: false, encoding: .utf8)
        }

        /// What a program makes of each step of the scope: the answer and the state after.
        private static func steps(
            of program: String, _ scope: BrakesSmallScope
        ) throws -> [String] {
            let scratch = try ScratchFolder(UUID().uuidString)
            let text = scope.steps.map { "\(BrakesSmallScope.text($0.before))\n\($0.demand)\n" }
            try text.joined().write(
                toFile: scratch.path("steps"), atomically: false, encoding: .utf8)
            let run = try Shell.run(
                """
                gcc -std=c11 -O1 -DBRAKES='"\(program)"' -o '\(scratch.path("step"))' \
                '\(Fixture.root.path)/Tests/Fixtures/proof/step.c' &&
                '\(scratch.path("step"))' <'\(scratch.path("steps"))'
                """)
            guard run.status == 0 else { throw KitError("cannot take steps: \(run.errors)") }
            return run.output.split(separator: "\n").map(String.init)
        }

        /// The ensemble with the defect in its program, only generated variants, and a second
        /// configuration without machines.
        private static func plantedEnsemble(_ scratch: ScratchFolder) throws {
            for name in ["Brakes.mch", "BrakesSafety.mch", "demands"] {
                try FileManager.default.copyItem(
                    atPath: folder + "/" + name, toPath: scratch.path(name))
            }
            try plant(in: scratch.path("brakes.c"))
            let text = try String(contentsOfFile: folder + "/thrice.yaml", encoding: .utf8)
                .replacingOccurrences(
                    of: "replicas:\n  - name: python\n    command: [python3, versions/brakes.py]\n",
                    with: ""
                ).replacingOccurrences(of: "deadline: 1s", with: "deadline: 2s")
            try text.write(toFile: scratch.path("with.yaml"), atomically: false, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let before = lines.prefix { !$0.hasPrefix("demand:") }
            let after = lines.drop { !$0.hasPrefix("vote:") }
            try (before + after).joined(separator: "\n").write(
                toFile: scratch.path("without.yaml"), atomically: false, encoding: .utf8)
        }

        private static func answers(
            _ scratch: ScratchFolder, _ demands: [String], machines: Bool
        ) throws -> (answers: [String], summary: RunSummary) {
            let configuration = scratch.path("thrice.yaml")
            try? FileManager.default.removeItem(atPath: configuration)
            try FileManager.default.copyItem(
                atPath: scratch.path(machines ? "with.yaml" : "without.yaml"),
                toPath: configuration)
            let run = try ThriceRun(["run", scratch.root])
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            run.expectNothingLeft()
            return (answers, try outcome.summaryOrThrow())
        }
    }
}
