import Campaigns
import Ensembles
import Testing

@Suite struct CampaignFileTests {
    private func parse(_ text: String) throws(EnsembleError) -> Campaign {
        try Campaign.parse(Array(text.utf8), file: "variants/brakes/campaigns/all.yaml")
    }

    private func problems(_ text: String) -> String {
        do {
            _ = try parse(text)
            return ""
        } catch { return error.description }
    }

    @Test func `everything that can be said is read`() throws {
        let campaign = try parse(
            """
            seed: 7
            demands: 20
            replicas: [v01, python]
            sampling: stratified
            trials: 5000
            confidence: 99%
            votes: [alone, 2 of 3, 2 of 3 unchecked]
            stop: {width: 1%, failures: 10, time: 5s}
            budget: {processor: 10ms, wall: 2s, steps: 5000}
            faults:
              - model: flip-register-bits
                registers: [rax, rsp]
                bits: 2
                hits: 2
                share: 3
              - model: omit-answer
            """)
        #expect(campaign.name == "all")
        #expect(campaign.ensemble.hasSuffix("variants/brakes/campaigns/.."))
        #expect(campaign.seed == 7 && campaign.demands == 20 && campaign.trials == 5000)
        #expect(campaign.replicas == ["v01", "python"] && campaign.sampling == .stratified)
        #expect(campaign.votes.map(\.description) == ["alone", "2 of 3", "2 of 3 unchecked"])
        #expect(campaign.votes[0] == .alone && !campaign.votes[2].isChecked)
        #expect(campaign.confidence == 0.99 && campaign.stop.width == 0.01)
        #expect(campaign.stop.failures == 10 && campaign.stop.nanoseconds == 5_000_000_000)
        #expect(campaign.budget.processorNanoseconds == 10_000_000)
        #expect(campaign.budget.steps == 5000)
        #expect(campaign.lines.map(\.model) == ["flip-register-bits", "omit-answer"])
        #expect(campaign.lines[0].hits == 2 && campaign.lines[0].share == 3)
        #expect(campaign.lines[0].settings == ["registers": ["rax", "rsp"], "bits": ["2"]])
    }

    @Test func `what is wrong is said with its place, all of it`() {
        let text = problems(
            """
            trials: 0
            votes: [1 of 2]
            stop: {width: 3}
            faults:
              - model: flip-register-bit
              - model: flip-register-bits
                registers: [eax]
                bit: 1
              - hits: 2
            """)
        for part in [
            "line 1, column 9: trials: 0 is outside of 1..1000000000",
            "line 2, column 9: votes: expected 'alone' or a vote as '2 of 3'",
            "line 3, column 15: stop.width: expected a percentage as 1%, found '3'",
            "did you mean 'flip-register-bits'?",
            "line 7, column 16: registers: expected some of rax,",
            "line 8, column 5: unknown key 'bit' (hint: did you mean 'bits'?)",
            "line 9, column 5: faults: expected keys and values with a 'model'",
        ] { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test func `calls and mutants are of replicas, and said with what there is instead`() {
        let text = problems(
            """
            faults:
              - {model: fail-call, in: voter, calls: [reed]}
              - {model: use-mutant, in: gate, mutants: a}
            """)
        for part in [
            "in: 'fail-call' strikes replicas only (hint: fail-transfer)",
            "calls: expected a system call's name, found 'reed'",
            "in: 'use-mutant' strikes replicas only (hint: flip-transfer-bits)",
        ] { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test func `what replicas share is struck once, by what can strike it`() {
        let text = problems(
            """
            faults:
              - {model: kill-process, in: voter, hits: 2}
              - {model: lose-transfer}
              - {model: press-processors, processes: 65}
              - {model: press-processors, in: voter}
              - {model: kill-process, in: host}
            """)
        for part in [
            "hits: there is one of what 'in' names (hint: leave it out)",
            ": 'lose-transfer' strikes no replica (hint: in: voter)",
            ": 'press-processors' strikes no replica (hint: in: host)",
            "processes: expected a number in 1..64, found '65'",
            "line 5, column", "line 6, column",
        ] { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test func `a vote that is named twice is refused where it stands`() {
        let faults = "\nfaults: [{model: omit-answer}]"
        #expect(
            problems("votes: [2 of 2, 2 of 3, 2 of 2]" + faults).contains(
                "line 1, column 25: votes: '2 of 2' is there already (hint: leave it out)"))
        // One version alone, which no machine is asked about.
        #expect(
            problems("votes: [alone, 1 of 1 unchecked]" + faults).contains(
                "line 1, column 16: votes: 'alone' is there already"))
        #expect(problems("votes: [2 of 3, 2 of 3 unchecked]" + faults) == "")
    }

    @Test func `what an ensemble does not have is said with its place, all of it`() throws {
        let text = """
            votes: [alone, 2 of 3, 4 of 5]
            replicas: [v01, v03]
            faults:
              - {model: omit-answer, hits: 2}
              - {model: omit-answer, hits: 3}
            """
        let campaign = try parse(text)
        #expect(
            campaign.problems(among: ["v01", "v02", "v03", "v04", "v05"]).map(\.message) == [
                "hits: 3 of 2 replicas"
            ])
        #expect(
            campaign.problems(among: ["v01", "v02", "v03"]) == [
                Problem(
                    .file(line: 5, column: 32), "hits: 3 of 2 replicas", hint: "at most 2"),
                Problem(
                    .file(line: 1, column: 24),
                    "votes: '4 of 5' has more replicas than the 3 of the ensemble",
                    hint: "of at most 3"),
            ])
        #expect(
            campaign.problems(among: ["v01", "v02"]).first
                == Problem(
                    .file(line: 2, column: 17), "replicas: there is no replica 'v03'",
                    hint: "did you mean 'v01'?"))
    }

    @Test func `a pruned campaign is whole, or a sample of so many trials`() throws {
        let faults = "sampling: pruned\nfaults: [{model: flip-register-bits}]"
        #expect(try parse(faults).isWhole)
        let sample = try parse("trials: 7\n" + faults)
        #expect(!sample.isWhole && sample.trials == 7)
        #expect(
            problems("stop: {width: 1%}\n" + faults).contains(
                "line 1, column 15: stop.width: a whole space has no interval"))
    }

    @Test func `a campaign without faults is none, and an exhaustive one counts for itself`() {
        #expect(problems("seed: 1").contains("there are no 'faults'"))
        #expect(
            problems("sampling: exhaustive\ntrials: 5\nfaults: [{model: omit-answer}]")
                .contains("line 2, column 9: trials: an exhaustive campaign has as many"))
        #expect(
            problems(
                "sampling: exhaustive\nfaults: [{model: omit-answer}]\nstop: {width: 1%}"
            ).contains("line 3, column 15: stop.width: a whole space has no interval"))
    }
}
