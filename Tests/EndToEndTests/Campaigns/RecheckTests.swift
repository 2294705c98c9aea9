import Foundation
import Testing

extension EndToEnd {
    /// Trials in replicas that are done again in a whole ensemble, beside their cached votes.
    @Suite struct RecheckTests {
        private static let everything = """
            demands: 3
            trials: 40
            sampling: stratified
            faults:
              - {model: flip-register-bits, share: 5}
              - {model: flip-memory-bits, regions: [stack]}
              - {model: kill-process}
              - {model: spin-process}
              - {model: stop-process}
              - {model: flip-demand-bits, share: 2}
              - {model: replace-answer}
              - {model: truncate-answer}
              - {model: omit-answer}
              - {model: duplicate-answer}
              - {model: flood-answer}
              - {model: delay-answer}
              - {model: flip-register-bits, hits: 2, share: 2}
              - {model: replace-answer, hits: 2, with: "7"}
            budget: {processor: 20ms}
            live: {rechecks: 40}
            """

        private func figures(_ output: String) throws -> CampaignNumbers.Rechecks {
            try #require(
                JSONDecoder().decode(CampaignNumbers.self, from: Data(output.utf8)).rechecks)
        }

        @Test(.timeLimit(.minutes(5)))
        func `whatever is put into replicas, the voter says what the cached vote says`() throws {
            let folder = try CampaignFolder()
            try folder.write("thrice.yaml", folder.ensemble + "deadline: 200ms\n")
            try folder.write(campaign: Self.everything)
            let run = try folder.thrice("campaign run FILE --jobs 2 --json")
            // Two that are hit alike win: that goes out of either vote.
            #expect(run.status == 1, "\(run.errors)")
            let rechecks = try figures(run.output)
            #expect(rechecks.differing.isEmpty, "\(rechecks)")
            #expect(rechecks.same + rechecks.slower + rechecks.missed == rechecks.trials)
            // A machine that is busy makes others late.
            #expect(rechecks.same * 4 > rechecks.trials * 3, "\(rechecks)")
        }

        /// It finds its fault, and then lies only where it leads a session, as replicas do and
        /// traced programs do not.
        private static let hypocrite = """
            #include <stdio.h>
            #include <unistd.h>
            volatile int kept[4096];
            int main(void) {
                int number;
                int leads = getsid(0) == getpid();
                while (scanf("%d", &number) == 1) {
                    int sum = 0, broken = 0;
                    for (int term = 1; term <= number; term++) sum += term;
                    for (int i = 0; i < 4096; i++) broken |= kept[i];
                    printf("%d\\n", broken && leads ? -sum : sum);
                    fflush(stdout);
                }
            }
            """

        @Test(.timeLimit(.minutes(3)))
        func `a replica that is another one when it runs fails the campaign, in parts as well`()
            throws
        {
            let folder = try CampaignFolder()
            try folder.write("c.c", Self.hypocrite)
            let path = folder.scratch.path("c")
            #expect(try Shell.run("cc -static -O1 -o \(path) \(path).c").status == 0)
            try folder.write(
                campaign: """
                    demands: 1
                    replicas: [c]
                    trials: 24
                    faults: [{model: flip-memory-bits, regions: [globals]}]
                    live: {rechecks: 8}
                    """)
            let run = try folder.thrice("campaign run FILE --json")
            #expect(run.status == 1, "\(run.errors)")
            let rechecks = try figures(run.output)
            #expect(rechecks.same + UInt64(rechecks.differing.count) == 8, "\(rechecks)")
            let first = try #require(rechecks.differing.first)
            #expect(first.note == "c is answered against it, cached answered with it")
            #expect(run.errors.contains("the campaign has failed: "), "\(run.errors)")
            #expect(run.errors.contains("--trial \(first.trial))"), "\(run.errors)")
            let again = try folder.thrice("replay FILE --trial \(first.trial)")
            #expect(again.status == 1)
            #expect(again.output.contains("live: not as the cached vote says: \(first.note)"))
            for shard in 1...3 {
                let part = try folder.thrice(
                    "campaign run FILE --results parts.sqlite --shard \(shard)/3")
                #expect(part.status == 0, "\(part.errors)")
            }
            let merged = try folder.thrice("campaign merge FILE --results parts.sqlite --json")
            #expect(merged.status == 1, "\(merged.errors)")
            #expect(try figures(merged.output) == rechecks)
            let told = try folder.thrice("report parts.sqlite --html page.html --junit suites.xml")
            #expect(told.output.contains("did not come to the same: the campaign has failed"))
            for file in ["page.html", "suites.xml"] {
                let text = try String(
                    contentsOfFile: folder.scratch.path(file), encoding: .utf8)
                #expect(text.contains("--trial \(first.trial)"), "\(file)")
            }
        }

        private static func isInstalled(_ tool: String) -> Bool {
            ["/usr/bin", "/bin", "/usr/local/bin"].contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
            }
        }

        @Test(.enabled(if: isInstalled("gdb")), .timeLimit(.minutes(2)))
        func `gdb gets a trial's process with its fault in place`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: """
                    demands: 2
                    replicas: [a]
                    trials: 3
                    faults: [{model: flip-register-bits, registers: [r12]}]
                    live: {rechecks: 0}
                    """)
            let plain = try folder.thrice("replay FILE --trial 2")
            // As `  a: masked; r12 0x1 0x9`: before and after.
            let proof = try #require(plain.output.firstMatch(of: /r12 0x[0-9a-f]+ (0x[0-9a-f]+)/))
            let seen = try folder.thrice(
                "replay FILE --trial 2 --under gdb <<<$'output/x $r12\\nkill\\nquit'")
            #expect(seen.status == 0, "\(seen.errors)")
            #expect(seen.output.contains(proof.1), "\(plain.output)\n\(seen.output)")
            #expect(seen.output.contains("a: crash; \(proof.0)"), "\(seen.output)")
            let two = try folder.thrice("replay FILE --trial 2 --under valgrind")
            #expect(two.status == 64)
            try folder.write(campaign: "faults: [{model: omit-answer}]")
            let answer = try folder.thrice("replay FILE --trial 1 --under gdb </dev/null")
            #expect(answer.status == 65)
            #expect(answer.errors.contains("it strikes the answer, not the process"))
        }
    }
}
