import Recovery

/// Nobody is rebuilt, replaced or ejected for what a slow host did, as far as anybody can know.
///
/// Deadlines adapt to each process alone, so a slow host may make one late and leave another in
/// time that was started later. Then the one looks slow of its own; all that the core can see is
/// that there is a witness against it.
struct ClimbsAreDeserved: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let policy = day.scenario.policy.ladder
        for directed in day.directed {
            switch directed.order.directive {
            case .rebuild, .replace, .eject: break
            default: continue
            }
            let losses = day.losses.filter {
                $0.build == directed.build && $0.replica == directed.order.replica
                    && $0.at <= directed.at
            }
            if losses.contains(where: { $0.cause == .notRenewed }) { continue }
            let own = losses.filter { !$0.isHosts || hasWitness(against: $0, day) }
            let demands = Dictionary(grouping: own.compactMap(\.demand)) { $0 }
            // Those before the one that it is tried for may have been anybody's.
            let isTried =
                losses.count > policy.restartsMax ?? .max
                && losses.last.map { !$0.isHosts || hasWitness(against: $0, day) } ?? false
            let isRetired = demands.values.contains { $0.count >= policy.sameDemandMax }
            if !isRetired && !isTried && own.count <= policy.restartsMax ?? .max {
                return "\(directed.order) at \(day.seconds(directed.at)) after \(own.count) losses "
                    + "of its own of \(losses.count)"
            }
        }
        return nil
    }

    private func hasWitness(against loss: DayHistory.Lost, _ day: DayHistory) -> Bool {
        let window = day.scenario.policy.ladder.coincidenceNanoseconds
        return day.inTime.contains {
            $0.replica != loss.replica && $0.at + window >= loss.at && $0.at <= loss.at + window
        }
    }
}

/// Who is ejected never starts again.
struct EjectedForGood: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        var ejected: [Int: UInt64] = [:]
        for directed in day.directed where directed.order.directive == .eject {
            ejected[directed.order.replica] = directed.at
        }
        let back = day.starts.first { ejected[$0.replica].map { [at = $0.at] in at > $0 } ?? false }
        return back.map { "replica \($0.replica) is back at \(day.seconds($0.at))" }
    }
}

/// No more spares are taken than there are, and no more builds in an hour than the policy says.
struct SparesAreThere: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let taken = day.directed.count { $0.order.directive == .replace }
        if taken > day.scenario.spares { return "\(taken) of \(day.scenario.spares) spares" }
        let policy = day.scenario.policy.ladder
        for replica in 0..<day.scenario.replicas {
            let rebuilds = day.directed.filter {
                $0.order == Order(replica, .rebuild)
            }.map(\.at)
            for index in rebuilds.indices.dropFirst(policy.rebuildsMax)
            where rebuilds[index] - rebuilds[index - policy.rebuildsMax]
                < policy.rebuildWindowNanoseconds
            {
                return "replica \(replica) is built again at \(day.seconds(rebuilds[index]))"
            }
        }
        return nil
    }
}

/// A turn comes no sooner than its time, under a green light, and never beside a loss.
struct RejuvenationKeepsItsTurn: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        var last: UInt64 = 0
        for directed in day.directed
        where directed.order.directive == .withdraw(.rejuvenation) {
            guard let policy = day.scenario.policy.rejuvenation else { return "not asked for" }
            if directed.at - last < policy.everyNanoseconds {
                return "turns at \(day.seconds(last)) and \(day.seconds(directed.at))"
            }
            if directed.light != .green { return "a turn under \(directed.light)" }
            last = directed.at
        }
        return nil
    }
}

/// When the troubles are long over everybody runs who is not ejected, the light is as good as it
/// can be, and nobody healthy was given up.
struct AllIsWellInTheEnd: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        for (replica, seat) in day.seats.enumerated() where !seat.isEjected && !seat.isRunning {
            // It is tried for ever, since a quorum needs it.
            if !seat.isBroken { return "replica \(replica) is forgotten" }
        }
        let isWhole = day.seats.allSatisfy { $0.isRunning && !$0.isEjected }
        if isWhole, let light = day.lights.last?.colour, light != .green {
            return "the light is \(light) at the end though all run"
        }
        return nil
    }
}
