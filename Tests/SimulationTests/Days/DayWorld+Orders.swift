import Recovery

/// What befalls the ensemble, and how the core's orders are obeyed.
extension DayWorld {
    func befall(_ trouble: Trouble) {
        let second = DayScenario.second
        switch trouble {
        case .crash(let replica): crash(replica, within: 1)
        case .burst(let replicas): for replica in replicas { crash(replica, within: second) }
        case .loop(let replica, let taint):
            seats[replica].build.crashesSoon = true
            seats[replica].build.taint = taint
            crash(replica, within: second)
            seats[replica].loops += 1
            let loop = seats[replica].loops
            agenda.add(.healed(replica, loop: loop), at: now + 3_600 * second)
        case .poison(let replica):
            // A demand that is still to come; without state it comes but once.
            seats[replica].build.poison = now / second + 2
        case .slow(let replica, let factor, let seconds):
            seats[replica].slowFactor = factor
            seats[replica].slowUntil = now + UInt64(seconds) * second
        case .hang(let replica): seats[replica].isHung = seats[replica].isRunning
        case .dissent(let replica, let seconds):
            seats[replica].dissentsUntil = now + UInt64(seconds) * second
        case .storm(let seconds):
            stormUntil = now + UInt64(seconds) * second
            for replica in seats.indices { crash(replica, within: 3 * second) }
        case .swap(let replica, let newcomer, let proof):
            swap(replica, newcomer, proof: proof)
        case .slowHost(let factor, let seconds, let isEvident):
            hostFactor = factor
            isHostEvident = isEvident
            hostSlowUntil = now + UInt64(seconds) * second
        }
    }

    private func crash(_ replica: Int, within nanoseconds: UInt64) {
        let instant = now + random.next() % nanoseconds
        let demand: UInt64? = random.chance(50) ? instant / DayScenario.second : nil
        agenda.add(.crash(replica, process: seats[replica].process, demand: demand), at: instant)
    }

    func obey(_ orders: [Order]) {
        for order in orders {
            let seat = seats[order.replica]
            history.directed.append(
                DayHistory.Directed(
                    at: now, order: order, counting: seats.count(where: \.isCounting),
                    light: keeper.light, build: seat.build.number))
            obey(order.directive, replica: order.replica)
        }
    }

    private func obey(_ directive: Directive, replica: Int) {
        let process = seats[replica].process
        switch directive {
        case .watch, .relax, .restart, .await: break
        case .start:
            if seats[replica].isRunning { fail("DayIsLive", "\(replica) was started twice") }
            agenda.add(.up(replica), at: now + Self.startNanoseconds)
        case .withdraw(let reason):
            seats[replica].leaving = reason
            let after = UInt64(random.pick(1...50)) * 1_000_000
            agenda.add(.left(replica, process: process), at: now + after)
        case .rebuild:
            let after = UInt64(random.pick(2...30)) * DayScenario.second
            agenda.add(.renewed(replica), at: now + after)
        case .replace: agenda.add(.renewed(replica), at: now + 10_000_000)
        case .exchange(let side): exchange(replica, side)
        case .swapEnded(let end): endSwap(replica, end)
        case .eject: seats[replica].isEjected = true
        }
    }
}
