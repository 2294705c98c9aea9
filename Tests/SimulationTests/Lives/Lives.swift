import Journals
import Voting

/// A run that is killed at random moments and goes on from its journal, until it finishes: the
/// worlds of its lives one after the other, its input and its output file between them.
///
/// Each life's replicas put a mark of their own behind their answers, so that an answer that was
/// given twice shows. A kill of all processes leaves what was handed to the journal; one of the
/// machine leaves what was safe, of the rest any part, and any part of the output.
struct Lives {
    private let scenario: Scenario
    private let input: [UInt8]
    private var random: SplitMix64
    private var records = KeptRecords()
    private(set) var file: [UInt8] = []
    /// The agreed lines that have left, by demand, from 0; a consumer may have acted on them.
    private(set) var seen: [Int: [UInt8]] = [:]
    private(set) var unrecorded: UInt64 = 0
    private(set) var failures: [Failure] = []
    let journal: SimulatedJournal.Type
    let resumer: Resumer.Type
    static let livesMax = 12

    init(
        seed: UInt64, journal: SimulatedJournal.Type = SimulatedJournal.self,
        resumer: Resumer.Type = Resumer.self
    ) {
        self.journal = journal
        self.resumer = resumer
        random = SplitMix64(seed: seed ^ 0x11FE_5EED)
        var scenario = Scenario(seed: seed)
        scenario.plan.output = .answers
        scenario.plan.framing = .lines
        scenario.plan.hasFeedback = false
        scenario.stopsAt = nil
        scenario.plan.degradedNanosecondsMax = nil
        // A history that does not fit cannot be shown to anybody.
        if scenario.plan.demandBytesMax > 1000 {
            (scenario.plan.isStateful, scenario.plan.checkpoint) = (false, nil)
        }
        scenario.hasMachine = false
        scenario.plan.answerBytesMax = max(64, scenario.plan.answerBytesMax)
        var computation = Computation(isStateful: scenario.plan.isStateful)
        for index in scenario.demands.indices where !scenario.demands[index].isOversized {
            scenario.demands[index].isOutside = false
            scenario.demands[index].right = computation.answer(to: scenario.demands[index].bytes)
        }
        if scenario.plan.checkpoint == nil { scenario.stateFaults = [:] }
        scenario.plan.durability = .synced
        scenario.plan.ringBytes = 4096
        scenario.plan.stalledNanoseconds = scenario.deadline
        self.scenario = scenario
        var input = Array(scenario.demands.map(\.bytes).joined(separator: [0x0A]))
        if !scenario.demands.isEmpty, !scenario.isLastUnterminated { input.append(0x0A) }
        self.input = input
    }

    /// Lives until the run has finished; then what is wrong with it.
    mutating func run() -> [Failure] {
        for number in 1...Self.livesMax {
            let hasFinished = live(number, isLast: number == Self.livesMax)
            if !failures.isEmpty { return failures }
            if hasFinished { return LivesChecker(lives: self, scenario: scenario).failures }
        }
        return [Failure(checker: "RunGoesOn", what: "not finished after \(Self.livesMax) lives")]
    }

    private mutating func live(_ number: Int, isLast: Bool) -> Bool {
        let resumed: Resumer
        do { resumed = try resumer.init(records, output: file) } catch {
            let what = "\(error): \(records.story)"
            failures.append(Failure(checker: "JournalIsPossible", what: what))
            return false
        }
        let position = resumed.position
        file.removeLast(file.count - Int(position.cut))
        file += resumed.unsent
        var scenario = scenario
        scenario.plan.start = resumed.start
        scenario.mark = UInt8(ascii: "A") + UInt8(number)
        scenario.faults = number == 1 ? scenario.faults : scenario.faults.map { _ in [] }
        if number > 1 { scenario.stateFaults = [:] }
        let capacity = 2 * scenario.plan.demandBytesMax + 4 * scenario.plan.answerBytesMax + 40_000
        let rest =
            position.inputHasEnded ? [] : input[min(Int(position.inputEnd), input.count)...]
        let life = Life(
            journal: journal.init(capacity: capacity, after: records),
            turnsMax: isLast ? nil : random.pick(1...400),
            input: resumed.askedAgain + rest, settled: resumed.told,
            checkpoint: resumed.checkpoint,
            latencies: random.chance(30) ? [2_000, 20_000, 3_000_000] : [2_000, 100_000])
        let world = World(scenario: scenario, shell: Shell.self, life: life)
        let history = world.run()
        failures += history.failures
        unrecorded += history.tally.unrecorded
        note(history.output, after: Int(position.lastVerdict))
        file += history.output
        records = life.journal.kept
        if !world.hasFinished { die(life.journal) }
        return world.hasFinished
    }

    private mutating func note(_ output: [UInt8], after settled: Int) {
        var number = settled
        for line in output.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            // The first one counts: a consumer may have acted on it.
            let isAgreed = Array(line) != Scenario.restrictive
            if isAgreed && seen[number] == nil { seen[number] = Array(line) }
            number += 1
        }
    }

    private mutating func die(_ journal: SimulatedJournal) {
        guard random.chance(40) else { return }
        records.records.removeLast(random.pick(0...Int(journal.last - journal.synced)))
        file.removeLast(random.pick(0...file.count - min(file.count, records.syncedOutput)))
    }
}
