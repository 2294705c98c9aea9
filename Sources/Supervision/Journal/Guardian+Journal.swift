import CLinux
import Glibc
import Journals
import Voting
import Wiring

/// The guardian's watch over the journal: it tells when it stands still, starts its journaler anew
/// and waits for what is still to be written.
extension Guardian {
    static func makeKeeper(
        _ plan: RunPlan, _ resumption: Resumption?
    ) throws(SupervisionError) -> JournalKeeper? {
        guard let journal = plan.journal else { return nil }
        var keeper = try JournalKeeper(journal, outputPath: plan.outputPath)
        try keeper.start()
        try keeper.awaitReady(signOfLife: plan.signOfLifeNanoseconds)
        guard let left = resumption?.left, !left.isEmpty else { return keeper }
        var producer = JournalProducer(
            ring: keeper.ring, after: resumption?.lastRecord ?? 0,
            payloadBytesMax: journal.layout.payloadBytesMax, wake: keeper.wake)
        for verdict in left {
            var attempts = 0
            while !verdict.record(&producer) {
                producer.publish()
                attempts += 1
                // Room comes as the journaler writes.
                guard attempts < 5000 else { throw .cannotJournal(folder: journal.folder) }
                poll(nil, 0, 2)
            }
        }
        producer.publish()
        return keeper
    }

    mutating func noteJournal() {
        guard keeper != nil else { return }
        let now = UInt64(thrice_now())
        startJournalerIfDue(at: now)
        guard let ring = keeper?.ring,
            var news = JournalNews(
                ring.condition(at: now, stalledAfter: plan.voter.stalledNanoseconds))
        else { return }
        // The voter has waited in vain, whatever the journaler knows of it.
        let unrecorded = scoreboard.read().unrecorded
        let isNew = unrecorded > toldUnrecorded
        toldUnrecorded = unrecorded
        if news == .running && (isNew || journalNews == .stalled && !ring.isEmpty) {
            news = .stalled
        }
        guard news != journalNews else { return }
        // That it runs is only told after something else.
        if journalNews != nil || news != .running { report(.journal(news)) }
        journalNews = news
        if news.isLost && plan.journal?.failure == .stop && stopSignal == nil { stopForJournal() }
    }

    private mutating func stopForJournal() {
        guard !hasLostJournal else { return }
        hasLostJournal = true
        toVoter.send(ControlMessage(.stop))
        patienceEnds = UInt64(thrice_now()) + plan.voter.stalledNanoseconds + 1_000_000_000
    }

    private mutating func startJournalerIfDue(at now: UInt64) {
        guard keeper?.backOff.dueAt != nil else { return }
        keeper?.startIfDue(at: now)
        publishProcesses()
    }

    mutating func noteJournalerEnd(_ exit: ExitReport) {
        let now = UInt64(thrice_now())
        keeper?.ended(exit, at: now)
        startJournalerIfDue(at: now)
        if !exit.wasSignal && exit.status == 0 { return }
        journalersLost += 1
        report(.journalerDied(exit))
    }

    /// What the voter handed over is written though it has ended, also when a second Ctrl-C has
    /// killed that; only a disk that stands still is not waited for.
    mutating func endJournal() {
        guard keeper != nil else { return }
        keeper?.closeRing()
        let limit = UInt64(thrice_now()) + 10_000_000_000
        while let keeper, UInt64(thrice_now()) < limit {
            if keeper.journaler == nil, let exit = keeper.lastExit, !exit.wasSignal { break }
            attend(milliseconds: 20)
            noteLife()
            self.keeper?.startIfDue(at: UInt64(thrice_now()))
        }
        hasUnwrittenRecords = keeper?.lastExit != ExitReport(wasSignal: false, status: 0)
    }
}
