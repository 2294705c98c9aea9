import Journals
import Testing
import Voting

/// Whatever is killed, and whenever: no demand is lost, and none gets two answers.
@Suite struct LivesTests {
    @Test func `no run that goes on from its journal breaks an invariant`() async {
        let found = await Simulation.search(most: 100_000) { seed in
            var lives = Lives(seed: seed)
            return lives.run().first.map { "\($0)\nreplay: \(Simulation.replay(seed))" }
        }
        for (seed, what) in found { Issue.record("seed \(seed): \(what)") }
    }

    private func firstSeed(
        journal: SimulatedJournal.Type = SimulatedJournal.self,
        resumer: Resumer.Type = Resumer.self, foundBy checker: String
    ) -> UInt64? {
        (1...1500).first { seed in
            var lives = Lives(seed: seed, journal: journal, resumer: resumer)
            return lives.run().contains { $0.checker == checker }
        }
    }

    @Test func `an answer that leaves before it is safe is found`() {
        #expect(firstSeed(journal: HastyJournal.self, foundBy: "NoAnswerChanges") != nil)
    }

    @Test func `a withheld answer that is not recorded is found`() {
        let seed =
            firstSeed(journal: SilentJournal.self, foundBy: "OutputIsWhole")
            ?? firstSeed(journal: SilentJournal.self, foundBy: "JournalIsPossible")
        #expect(seed != nil)
    }

    @Test func `a demand that is not asked again is found`() {
        #expect(firstSeed(resumer: ForgetfulResumer.self, foundBy: "OutputIsWhole") != nil)
    }

    @Test func `a demand that is asked again though it is settled is found`() {
        #expect(firstSeed(resumer: HarpingResumer.self, foundBy: "OutputIsWhole") != nil)
    }

    @Test func `a checkpoint that lets go of one record too many is found`() {
        let seed =
            firstSeed(journal: GreedyJournal.self, foundBy: "JournalIsPossible")
            ?? firstSeed(journal: GreedyJournal.self, foundBy: "OutputIsWhole")
        #expect(seed != nil)
    }

    @Test func `records that are dropped before the checkpoint is safe are found`() {
        let seed =
            firstSeed(journal: ImpatientJournal.self, foundBy: "JournalIsPossible")
            ?? firstSeed(journal: ImpatientJournal.self, foundBy: "OutputIsWhole")
            ?? firstSeed(journal: ImpatientJournal.self, foundBy: "FaultsAreMasked")
        #expect(seed != nil)
    }

    @Test func `a run that goes on from another state is found`() {
        #expect(firstSeed(resumer: StaleStateResumer.self, foundBy: "FaultsAreMasked") != nil)
    }

    @Test func `an answer that is lost with the process is found`() {
        #expect(firstSeed(resumer: SilentResumer.self, foundBy: "OutputIsWhole") != nil)
    }
}

/// It calls safe what it was handed.
private final class HastyJournal: SimulatedJournal {
    override var safe: UInt64 { last }
}

/// It keeps to itself that answers were withheld.
private final class SilentJournal: SimulatedJournal {
    override func recordWithheld(
        _ numbers: ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64
    ) -> UInt64 { last }
}

private final class ForgetfulResumer: Resumer {
    override var askedAgain: [UInt8] { [] }
    override var start: RunStart {
        var start = super.start
        start.recorded = start.settled
        return start
    }
}

private final class HarpingResumer: Resumer {
    override var askedAgain: [UInt8] {
        (settled.last?.demand.map { $0 + [0x0A] } ?? []) + super.askedAgain
    }
}

private final class SilentResumer: Resumer {
    override var unsent: [UInt8] { [] }
}

/// It needs one record fewer than it does.
private final class GreedyJournal: SimulatedJournal {
    override func recordCheckpoint(
        _ number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64,
        _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        super.recordCheckpoint(
            number, inputEnd: inputEnd, outputEnd: outputEnd, keepFrom: keepFrom + 1, text)
    }
}

/// It drops records as soon as a checkpoint was handed over.
private final class ImpatientJournal: SimulatedJournal {
    override func truncate() {
        guard let checkpoint = records.last(where: { $0.kind == .checkpoint }) else { return }
        drop(before: min(checkpoint.keepFrom, synced + 1))
    }
}

/// The state is not the one at that place.
private final class StaleStateResumer: Resumer {
    override var checkpoint: (number: UInt64, text: [UInt8])? {
        guard let right = super.checkpoint,
            var text = right.text.withUnsafeBytes({ CheckpointText($0) })
        else { return nil }
        text.state = Array("sum=0000".utf8)
        return (right.number, text.bytes)
    }
}
