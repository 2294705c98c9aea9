import Recovery

/// How replicas answer, end, and come back.
extension DayWorld {
    /// Hands one demand to a replica.
    func ask(_ replica: Int) {
        let seat = seats[replica]
        guard !seat.isOverdue else { return }
        let demand = now / DayScenario.second
        if seat.build.poison == demand {
            return agenda.add(.crash(replica, process: seat.process, demand: demand), at: now)
        }
        let deadline = seat.detector.deadline(percent: keeper.deadlinePercent)
        history.deadlines.least = min(history.deadlines.least, deadline)
        history.deadlines.most = max(history.deadlines.most, deadline)
        let time = answerTime(replica)
        if time <= deadline {
            seats[replica].detector.answered(after: time)
            // Who has just got well is a witness against who has not answered yet.
            let window = scenario.policy.ladder.coincidenceNanoseconds
            if now < hostSlowUntil + window { history.inTime.append((now, replica)) }
            let isWrong = seat.build.lies || seat.dissentsUntil > now && random.chance(25)
            let closing: Closing = isWrong ? .dissented : .inTime
            let count = isWrong ? 1 : 100
            obey(keeper.answered(replica, closing, count, at: now))
            return prove(replica, closing, count)
        }
        seats[replica].isOverdue = true
        let isLate = time <= 2 * deadline
        let (process, missed) = (seat.process, now + deadline)
        agenda.add(.missed(replica, process: process, isLate ? .late : .missing), at: missed)
        if isLate {
            agenda.add(.answered(replica, process: process, after: time), at: now + time)
        } else {
            agenda.add(
                .givenUp(replica, process: process, demand: demand), at: missed + deadline)
        }
    }

    /// Ten milliseconds, give or take a quarter, times what slows it.
    private func answerTime(_ replica: Int) -> UInt64 {
        let seat = seats[replica]
        if seat.isHung { return .max / 4 }
        var time = 7_500_000 + Double(random.below(5_000_000))
        if seat.slowUntil > now { time *= seat.slowFactor }
        if isHostSlow { time *= hostFactor }
        return UInt64(time)
    }

    /// Its end, told to the core, now and then twice.
    func lose(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64? = nil, isRenewal: Bool = false
    ) {
        let seat = seats[replica]
        let lived = seat.isRunning ? now - seat.startedAt : 0
        seats[replica].isRejuvenating =
            cause == .withdrawn && seat.leaving == .rejuvenation
        seats[replica].isRunning = false
        seats[replica].isHung = false
        seats[replica].isOverdue = false
        seats[replica].leaving = nil
        seats[replica].process += 1
        seats[replica].loss = history.losses.count
        history.losses.append(
            DayHistory.Lost(
                at: now, replica: replica, build: seat.build.number,
                cause: isRenewal ? .notRenewed : cause, demand: demand,
                isHosts: now < hostSlowUntil + 5 * DayScenario.second && cause == .silent
                    && !seat.isHung && now > seat.slowUntil + 5 * DayScenario.second,
                lived: lived))
        obey(keeper.lost(replica, cause, holding: demand, at: now))
        if random.chance(10) && cause != .notRenewed && cause != .notStarted {
            obey(keeper.lost(replica, cause, holding: demand, at: now))
        }
    }

    /// At the start of the day and at its end all that is started comes up.
    private var isTroubled: Bool { now > DayScenario.second && now < DayScenario.lastTrouble }

    func goUp(_ replica: Int, isRenewal: Bool = false) {
        if random.chance(2) && isTroubled {
            return lose(replica, .notStarted, isRenewal: isRenewal)
        }
        let process = seats[replica].process
        let isCatchingUp = scenario.isStateful && seats[replica].loss != nil
        seats[replica].isRunning = true
        seats[replica].isCatchingUp = isCatchingUp
        seats[replica].startedAt = now
        seats[replica].detector.restarted()
        history.starts.append(
            DayHistory.Started(
                at: now, replica: replica, build: seats[replica].build.number,
                loss: seats[replica].loss, isRejuvenation: seats[replica].isRejuvenating))
        seats[replica].isRejuvenating = false
        let build = seats[replica].build
        if isCatchingUp {
            let after = UInt64(random.pick(1...2_000)) * 1_000_000
            if let poison = build.poison, poison < now / DayScenario.second {
                agenda.add(.crash(replica, process: process, demand: poison), at: now + after)
            }
            agenda.add(.joined(replica, process: process), at: now + after)
        }
        if build.crashesSoon || stormUntil > now {
            let after = UInt64(random.pick(1...(build.crashesSoon ? 1_500 : 3_000))) * 1_000_000
            agenda.add(.crash(replica, process: process, demand: nil), at: now + after)
        }
        obey(keeper.started(replica, isCatchingUp: isCatchingUp, at: now))
    }

    func goRenewed(_ replica: Int) {
        if random.chance(8) && isTroubled { return lose(replica, .notRenewed) }
        let taint = seats[replica].build.taint
        seats[replica].build = DaySeat.Build(
            number: builds, crashesSoon: random.chance(taint), taint: taint)
        builds += 1
        goUp(replica, isRenewal: true)
    }

    func heal(_ replica: Int, loop: Int) {
        guard seats[replica].loops == loop else { return }
        seats[replica].build.taint = 0
        let left = seats.count { !$0.isEjected }
        guard seats[replica].build.crashesSoon, !seats[replica].isEjected else { return }
        if scenario.policy.ladder.restartsMax != nil && left > scenario.needed {
            fail("CrashLoopEnds", "replica \(replica) is still crashing after an hour")
        }
        seats[replica].build.crashesSoon = false
    }
}
