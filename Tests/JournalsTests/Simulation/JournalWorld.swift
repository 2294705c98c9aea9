import Journals
import Voting

/// One seed's history: a journal that is written, crashes, is read, repaired and written on, on a
/// disk with faults. `failures` says what broke an invariant.
struct JournalWorld {
    private var random: SplitMix64
    let layout: JournalLayout
    let durability: Durability
    let isUniform: Bool
    private let timing: WriterTiming
    private let shell: DiskShell
    private let run: RunID
    private var producer = Producer()
    private var now: UInt64 = 1
    /// Records that were published as durable.
    private var acknowledged: UInt64 = 0
    private(set) var failures: [String] = []
    /// What happened, so that a test can ask whether it did.
    private(set) var tornTails = 0
    private(set) var crashes = 0
    private(set) var records = 0
    private(set) var removed = 0

    init(seed: UInt64, shell: DiskShell.Type = DiskShell.self) {
        random = SplitMix64(seed: seed)
        isUniform = random.chance(30)
        let payload = 64 + 8 * random.below(17)
        guard
            let layout = JournalLayout(
                segmentBytes: 512 + 64 * random.below(40), payloadBytesMax: payload)
        else { preconditionFailure("a layout that cannot be") }
        self.layout = layout
        durability = random.chance(75) ? .synced : .buffered
        var timing = WriterTiming()
        timing.batchBytes = 1 + random.below(1500)
        timing.unsyncedBytes = 256 + random.below(2000)
        timing.syncNanoseconds = 40
        timing.againNanoseconds = 5
        self.timing = timing
        run = RunID(high: seed, low: random.next())
        self.shell = shell.init(disk: SimulatedDisk(seed: random.next()), layout: layout)
        if isUniform {
            self.shell.stale = StaleRun.segment(layout, timing: timing, seed: seed)
        }
    }

    /// - Returns: what broke an invariant.
    mutating func play() -> [String] {
        for _ in 0..<random.pick(1...4) {
            shell.fullPercent = random.chance(25) ? 20 : 0
            shell.brokenPercent = random.chance(25) ? 3 : 0
            guard let end = read() else { return failures }
            goOn(after: end, actions: random.pick(0...120))
            if !failures.isEmpty { return failures }
            crash()
        }
        shell.fullPercent = 0
        shell.brokenPercent = 0
        guard let end = read() else { return failures }
        finishWell(after: end)
        damage()
        return failures
    }

    /// The machine, or only the journaler, ends at some point of a repair or between two steps.
    private mutating func crash() {
        if random.chance(70) {
            crashes += 1
            shell.disk.crash()
        }
    }

    // MARK: reading

    private mutating func scan() throws(JournalDamage) -> (end: JournalEnd, position: RunPosition?)
    {
        var scan = JournalScan(layout: layout, run: random.chance(50) ? run : nil)
        var position: RunPosition? = RunPosition(output: nil)
        for number in shell.disk.segments {
            let bytes = shell.contents(of: number)
            var found: [String] = []
            var last = 0
            let producer = producer
            do throws(JournalDamage) {
                try bytes.withUnsafeBufferPointer { bytes throws(JournalDamage) in
                    try scan.scan(number, UnsafeRawBufferPointer(bytes)) { record in
                        last = Int(record.sequence)
                        if !producer.has(record) { found.append("record \(last) is made up") }
                        do throws(RunFlaw) { try position?.take(record) } catch {
                            found.append("record \(last): \(error.text)")
                        }
                    }
                }
            } catch {
                failures += found
                throw error
            }
            failures += found
        }
        let end = try scan.finish()
        do throws(RunFlaw) { try position?.finish() } catch { failures.append(error.text) }
        return (end, position)
    }

    /// Reads and repairs; a crash may cut the repair off, then it is done again.
    private mutating func read() -> JournalEnd? {
        while true {
            let found: (end: JournalEnd, position: RunPosition?)
            do throws(JournalDamage) { found = try scan() } catch {
                failures.append("damage: \(error.message)")
                return nil
            }
            check(found.end, found.position)
            if !failures.isEmpty { return nil }
            if found.end.torn != nil { tornTails += 1 }
            let steps = shell.repairSteps(for: found.end)
            let cutOff = random.chance(20) ? random.below(steps.count + 1) : steps.count
            for step in steps.prefix(cutOff) { shell.perform(step) }
            if cutOff < steps.count {
                crash()
                continue
            }
            // Repaired is durable.
            acknowledged = found.end.last
            producer.forget(after: found.end.last)
            return found.end.repaired
        }
    }

    private mutating func check(_ end: JournalEnd, _ position: RunPosition?) {
        if end.last < acknowledged {
            failures.append("record \(acknowledged) was durable, the journal ends at \(end.last)")
        }
        let needed = producer.checkpoints.last { $0.sequence <= end.last }?.keepFrom ?? 1
        let first = end.segments.first?.first ?? 1
        if first > needed { failures.append("record \(needed) is needed, \(first) is the first") }
        var known = producer
        known.forget(after: min(end.last, UInt64(producer.records.count)))
        guard let position else { return }
        if position.lastDemand != known.lastDemand && position.lastDemand != 0
            || position.lastVerdict != known.lastVerdict
            || position.undecided.count != known.undecided
            || position.outputEnd != known.outputOffset
            || position.inputEnd != known.inputOffset
        {
            failures.append("the position after record \(end.last) is another one")
        }
    }

    // MARK: writing

    private mutating func goOn(after end: JournalEnd, actions: Int) {
        var writer = JournalWriter(
            run: run, layout: layout, durability: durability, timing: timing, after: end)
        var hasFailed = false
        for _ in 0..<actions {
            now += UInt64(random.below(4))
            for _ in 0..<random.below(6) {
                producer.makeOne(
                    &random, payloadBytesMax: layout.payloadBytesMax, isUniform: isUniform)
            }
            fill(&writer)
            for _ in 0..<random.below(5) { stepOnce(&writer) }
            let said = shell.acknowledged(writer)
            if said < acknowledged { failures.append("\(acknowledged) was durable, now \(said)") }
            if hasFailed && said > acknowledged { failures.append("durable after a failure") }
            acknowledged = max(acknowledged, said)
            if case .failed = writer.state { hasFailed = true }
        }
    }

    private mutating func fill(_ writer: inout JournalWriter) {
        while writer.appended < UInt64(producer.records.count) {
            let record = producer.records[Int(writer.appended)]
            if !record.payload.withUnsafeBytes({ writer.append(record.kind, $0) }) { return }
        }
    }

    @discardableResult
    private mutating func stepOnce(_ writer: inout JournalWriter) -> Bool {
        guard let step = writer.nextStep(at: now) else { return false }
        if case .remove = step { removed += 1 }
        writer.finished(step, shell.perform(step, writer.unwritten), at: now)
        return true
    }

    /// Without faults all becomes durable, and what a checkpoint let go is gone.
    private mutating func finishWell(after end: JournalEnd) {
        for _ in 0..<20 {
            producer.makeOne(
                &random, payloadBytesMax: layout.payloadBytesMax, isUniform: isUniform)
        }
        var writer = JournalWriter(
            run: run, layout: layout, durability: durability, timing: timing, after: end)
        var steps = 0
        while writer.state != .closed && steps < 20_000 {
            fill(&writer)
            if writer.appended == UInt64(producer.records.count) { writer.close() }
            while stepOnce(&writer) { steps += 1 }
            now += 1
            steps += 1
        }
        acknowledged = shell.acknowledged(writer)
        records = producer.records.count
        if writer.state != .closed || acknowledged != UInt64(records) {
            failures.append("\(acknowledged) of \(records) are durable at the end")
        }
        guard let last = try? scan() else {
            failures.append("the journal cannot be read at the end")
            return
        }
        check(last.end, last.position)
        let floor = producer.checkpoints.last?.keepFrom ?? 0
        if last.end.segments.count > 1, last.end.segments[1].first <= floor {
            failures.append("a segment that nobody needs is still there")
        }
    }

    /// A bit of a durable record that a later one knows of turns: that is told, never cut.
    private mutating func damage() {
        guard failures.isEmpty else { return }
        var scan = JournalScan(layout: layout)
        var places: [(place: JournalPlace, sequence: UInt64)] = []
        var known: UInt64 = 0
        for number in shell.disk.segments {
            _ = (shell.disk[.segment(number)] ?? []).withUnsafeBytes { bytes in
                try? scan.scan(number, bytes) { record in
                    places.append((record.place, record.sequence))
                    known = max(known, record.synced)
                }
            }
        }
        places.removeAll { $0.sequence > known }
        guard !places.isEmpty else { return }
        let place = places[random.below(places.count)].place
        let offset = place.offset + random.below(32)
        var byte = (shell.disk[.segment(place.segment)] ?? [])[offset]
        byte ^= 1 << UInt8(random.below(8))
        shell.disk.write(.segment(place.segment), [byte], at: offset)
        if (try? self.scan()) != nil && failures.isEmpty {
            failures.append("damage in segment \(place.segment) at \(place.offset) is not seen")
        }
        failures.removeAll { $0.hasPrefix("record") }
    }
}

extension Producer {
    func has(_ record: JournalRecord) -> Bool {
        guard record.sequence <= records.count else { return false }
        let known = records[Int(record.sequence) - 1]
        var payload = [UInt8](repeating: 0, count: record.entry.byteCount)
        payload.withUnsafeMutableBytes { record.entry.encode(into: $0) }
        return known.kind == record.entry.kind && known.payload == payload
    }
}
