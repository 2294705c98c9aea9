import Foundation

/// Troubles a run at random moments, until it has ended.
struct Tormentor {
    private let run: JournaledRun
    private var random: SeededRandom
    /// Stopped processes, and when they go on.
    private var stopped: [(watch: ProcessWatch, until: ContinuousClock.Instant)] = []
    private(set) var counts: [Trouble: Int] = [:]
    /// Of processes that outlive the others: what they hold.
    private(set) var gauges: [String: ProcessGauge] = [:]

    init(_ run: JournaledRun, seed: UInt64) {
        self.run = run
        random = SeededRandom(seed: seed)
    }

    /// Begins the run, and begins it anew whenever it was ended.
    ///
    /// - Parameter deadline: when troubles end, so that the run can.
    mutating func torment(until deadline: ContinuousClock.Instant) throws {
        try run.start()
        let limit = deadline + .seconds(240)
        while true {
            // Now and then there is time to recover.
            let most: UInt64 = random.next() % 4 == 0 ? 3000 : 300
            let pause = Duration.milliseconds(Int64(random.next() % most))
            if run.hasEnded(within: pause) {
                if run.status != 128 + SIGKILL { break }
                try run.start()
            }
            releaseStopped(all: ContinuousClock.now >= deadline)
            if ContinuousClock.now < deadline { try trouble() } else { gauge() }
            guard ContinuousClock.now < limit else { throw KitError("no end: \(run.errors)") }
        }
        releaseStopped(all: true)
    }

    private mutating func trouble() throws {
        let trouble = Trouble.draw(&random)
        gauge()
        if let victim = trouble.victim, ["guardian", "all"].contains(victim) {
            run.kill(victim)
            counts[trouble, default: 0] += 1
            guard run.hasEnded(within: .seconds(10)) else {
                throw KitError("the guardian outlives SIGKILL")
            }
            return
        }
        guard let process = find(trouble.victim) else { return }
        counts[trouble, default: 0] += 1
        switch trouble {
        case .killReplica, .killSupervisor, .killVoter, .killJournaler:
            process.signal(SIGKILL)
            if random.next() % 4 == 0 { killNext(after: process) }
        case .stopReplica, .stopSupervisor, .stopVoter, .stopJournaler: stop(process, most: 300)
        case .slowReplica: slow(process)
        case .corruptReplica: MemoryFault.draw(&random, in: process.pid)?.inject(into: process.pid)
        case .killGuardian, .killAll: break
        }
    }

    /// One of the processes that the run names now, of this start of it.
    private mutating func find(_ victim: String?) -> ProcessWatch? {
        let pids = run.pids()
        guard pids["guardian"] == run.guardian?.pid else { return nil }
        let names = pids.keys.filter { name in
            victim.map { $0 == name } ?? name.hasPrefix("replica ")
        }.sorted()
        guard !names.isEmpty else { return nil }
        let name = names[Int(random.next() % UInt64(names.count))]
        return pids[name].flatMap { ProcessWatch($0, name: name) }
    }

    /// In its first milliseconds, where it comes soon.
    private func killNext(after process: ProcessWatch) {
        let end = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < end && !run.hasEnded(within: .milliseconds(1)) {
            guard let next = run.pids()[process.name], next != process.pid else { continue }
            ProcessWatch(next, name: process.name)?.signal(SIGKILL)
            return
        }
    }

    private mutating func stop(_ process: ProcessWatch, most milliseconds: UInt64) {
        process.signal(SIGSTOP)
        let time = Duration.milliseconds(Int64(random.next() % milliseconds))
        stopped.append((process, ContinuousClock.now + time))
    }

    /// Half of its time, for a moment.
    private mutating func slow(_ process: ProcessWatch) {
        for _ in 0..<10 {
            process.signal(SIGSTOP)
            _ = process.hasEnded(within: .milliseconds(3))
            process.signal(SIGCONT)
            if process.hasEnded(within: .milliseconds(3)) { return }
        }
    }

    private mutating func releaseStopped(all: Bool) {
        let now = ContinuousClock.now
        for (watch, until) in stopped where all || until <= now { watch.signal(SIGCONT) }
        stopped.removeAll { all || $0.until <= now }
    }

    private mutating func gauge() {
        let pids = run.pids()
        guard pids["guardian"] == run.guardian?.pid else { return }
        for name in ["guardian", "voter", "supervisor", "journaler"] {
            guard let pid = pids[name] else { continue }
            gauges["\(name) \(pid)", default: ProcessGauge()].look(at: pid)
        }
    }
}
