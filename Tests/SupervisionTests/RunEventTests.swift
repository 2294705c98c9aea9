import Foundation
import Recovery
import Supervision
import Testing
import Voting

struct RunEventTests {
    private let events: [RunEvent] = [
        .started(replica: "a", process: 17),
        .exposed(replica: "a", missing: [.landlock, .seccomp]),
        .gaveUp(replica: "a", loss: .silent, demand: 9),
        .ended(replica: "a", ExitReport(wasSignal: true, status: 9)),
        .ended(replica: "a", ExitReport(wasSignal: false, status: 3)),
        .withdrawn(replica: "a", .rejuvenation),
        .withdrawn(replica: "a", .faults),
        .withdrawn(replica: "a", .swap),
        .building(replica: "a", seed: 7),
        .built(replica: "a", seed: 7, folder: "/run/builds/a-1"),
        .notBuilt(replica: "a", cause: "no disk", log: "/run/builds/a-1/generator.log"),
        .replaced(replica: "a", spare: "s"),
        .swapAsked(replica: "a", newcomer: "./new x"),
        .swapBegun(replica: "a", newcomer: "./new x"),
        .swapEnded(replica: "a", newcomer: "new", .settled),
        .swapEnded(replica: "a", newcomer: "new", .answeredBadly),
        .swapEnded(replica: "a", newcomer: "new", .lost),
        .swapEnded(replica: "a", newcomer: "new", .refused),
        .swapEnded(replica: "a", newcomer: "new", .ejected),
        .restartPlanned(replica: "a", delayNanoseconds: 10_000_001),
        .ejected(replica: "a"),
        .asleep(replica: "a", ProcessMemory(ownBytes: 300 << 10, sharedBytes: 1 << 20)),
        .asleep(replica: "a", nil),
        .woken(replica: "a"),
        .cannotRestart(replica: "a", cause: "no such file 'x\"\\\n'"),
        .light(.yellow),
        .machineBlamed(true),
        .supervisorDied(ExitReport(wasSignal: true, status: 9)),
        .lifeless(.voter, Lifelessness(nanoseconds: 2_100_000_000, state: .stopped)),
        .stopping(signal: 2),
        .faultsExceeded(demand: 17),
        .degradedTooLong(demand: 18),
        .contractLeft(
            replica: "a", Self.exit(.outside, "outside of the contract of M.mch: x = \u{1B}[1m")),
    ]

    private static func exit(_ cause: Acceptance, _ reason: String) -> ContractExit {
        ContractExit(demandNumber: 5, replica: 0, cause: cause, reason: Array(reason.utf8))
    }

    @Test func `every event is one line of JSON that names itself`() throws {
        let names = try events.map { event in
            let line = event.json(nanoseconds: 5)
            #expect(!line.contains("\n"))
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["nanoseconds"] as? Int == 5)
            return try #require(object["event"] as? String)
        }
        #expect(
            names == [
                "started", "exposed", "gaveUp", "ended", "ended", "withdrawn", "withdrawn",
                "withdrawn", "building", "built", "notBuilt", "replaced", "swapAsked",
                "swapBegun", "swapEnded", "swapEnded", "swapEnded", "swapEnded", "swapEnded",
                "restartPlanned", "ejected", "asleep", "asleep", "woken",
                "cannotRestart", "light", "machineBlamed", "supervisorDied", "lifeless",
                "stopping",
                "faultsExceeded", "degradedTooLong",
                "contractLeft",
            ])
    }

    @Test func `people read what was lost, where, and what is done about it`() {
        #expect(
            events.map(\.text) == [
                nil, nil, "a missed two deadlines at demand 9", nil, nil,
                "a is withdrawn for rejuvenation", "a is withdrawn for its faults",
                "a makes room in its seat", "a is built anew, from seed 7",
                "a has a new build, of seed 7: /run/builds/a-1",
                "a has no new build: no disk (/run/builds/a-1/generator.log)",
                "the spare s takes the seat of a", "'./new x' is to take the seat of a",
                "'./new x' sits in the seat of a, on probation", "'new' stays in the seat of a",
                "'new' has answered badly, and a is back", "'new' was lost, and a is back",
                "'new' does not get the seat of a: without it there would be no quorum",
                "'new' is lost, and the seat of a stays empty",
                "a is started anew in 11 ms", "a is not started again",
                "a sleeps and holds 0.3 MiB of its own and 1.0 MiB shared (a shared cause: "
                    + "docs/SAFETY.md)",
                "a sleeps", "a was woken",
                "a cannot be started anew: no such file 'x\"\\\n'",
                "the light is yellow: a quorum is well, but not all are",
                "the machine is slow: no replica is blamed for it",
                "the supervisor ended (signal 9): the vote goes on, another one takes over",
                "the voter has shown no sign of life for 2.1 s, it was stopped: it is ended",
                "stopping, press again to kill",
                "at demand 17 more replicas have failed than 'faults' declares: from here on "
                    + "nothing is guaranteed, end this run and repair",
                "so many replicas have been out for longer than 'degraded' allows that one more "
                    + "failure could not be masked: from demand 18 on only the restrictive "
                    + "answer goes out, end this run and repair",
                "demand 5 leaves the specification (a: outside of the contract of M.mch: x = "
                    + "?[1m): what a says after it counts no more, nor what others say that come "
                    + "to the same, and starting them anew cannot help (hint: begin a new run; "
                    + "keep to PRE where demands are made, or let the machine say what such a "
                    + "demand does)",
            ])
    }

    @Test func `what cannot be judged any more is told by its cause, with what to do`() throws {
        let hints = [Acceptance.rejected: "one of them is wrong", .undecided: "a longer deadline"]
        for (cause, hint) in hints {
            let event = RunEvent.contractLeft(replica: "a", Self.exit(cause, "why"))
            let text = try #require(event.text)
            #expect(text.contains("answer to demand 5") && text.contains("(a: why)"))
            #expect(text.hasSuffix(hint + ")"))
            #expect(event.json(nanoseconds: 1).contains("\"cause\":\"\(cause)\""))
        }
    }
}
