import Recovery

/// Judges a day; each invariant is a type of its own.
protocol DayChecker: Sendable {
    init()
    /// What is wrong, or nil.
    func flaw(in day: DayHistory) -> String?
}

extension DayHistory {
    static let checkers: [any (DayChecker & SendableMetatype).Type] = [
        NobodyIsMissedByOurDoing.self, RestartsKeepThePolicy.self, StormsAreDamped.self,
        OneCrashIsMendedAtOnce.self, SameDemandRetires.self, ClimbsAreDeserved.self,
        EjectedForGood.self, SparesAreThere.self, LightHolds.self, LightIsSteady.self,
        DeadlinesAreBounded.self, RejuvenationKeepsItsTurn.self, AllIsWellInTheEnd.self,
        SwapsEndRightly.self, SwapsEnd.self,
    ]

    var flaws: [Failure] {
        if !failures.isEmpty { return failures }
        return Self.checkers.compactMap { checker in
            checker.init().flaw(in: self).map { Failure(checker: "\(checker)", what: $0) }
        }
    }

    func seconds(_ instant: UInt64) -> String { "\(Double(instant) / 1e9) s" }
}

/// Who is withdrawn leaves a quorum behind, and for its turn the reserve, too; nobody is ejected
/// for crashing who would be missing.
struct NobodyIsMissedByOurDoing: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let needed = day.scenario.needed
        let reserve = day.scenario.policy.rejuvenation?.reserve ?? 0
        var ejected = 0
        for directed in day.directed {
            if directed.order.directive == .eject {
                ejected += 1
                if day.scenario.replicas - ejected < needed && !isRetired(directed, in: day) {
                    return "\(directed.order) at \(day.seconds(directed.at)) leaves no quorum"
                }
            }
            guard case .withdraw(let reason) = directed.order.directive else { continue }
            let least = needed + (reason == .rejuvenation ? reserve : 0)
            if directed.counting - 1 < least {
                return
                    "\(directed.counting - 1) are left of \(least) at \(day.seconds(directed.at))"
            }
        }
        return nil
    }

    private func isRetired(_ directed: DayHistory.Directed, in day: DayHistory) -> Bool {
        let demands = day.losses.filter { $0.replica == directed.order.replica }.compactMap(
            \.demand)
        return Set(demands).count < demands.count
    }
}

/// No build is started anew more often within a window than the policy says, for losses that no
/// slow host explains; but for those that a quorum cannot do without, after the longest delay.
struct RestartsKeepThePolicy: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let policy = day.scenario.policy.ladder
        guard let most = policy.restartsMax else { return nil }
        var instants: [Int: [UInt64]] = [:]
        for start in day.starts {
            guard let index = start.loss else { continue }
            let loss = day.losses[index]
            guard loss.cause == .crashed || loss.cause == .notStarted,
                loss.build == start.build, start.at - loss.at < policy.delayNanosecondsMax
            else { continue }
            var latest = instants[start.build] ?? []
            latest.append(loss.at)
            if latest.count > most {
                let first = latest.removeFirst()
                if loss.at - first < policy.restartWindowNanoseconds {
                    return "build \(start.build) was started anew \(most + 1) times from "
                        + "\(day.seconds(first)) to \(day.seconds(loss.at))"
                }
            }
            instants[start.build] = latest
        }
        return nil
    }
}

/// All replicas together are not started anew more often than the budget, filled up once, and two
/// first losses of each.
struct StormsAreDamped: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        guard let storm = day.scenario.policy.ladder.storm else { return nil }
        let most = 2 * storm.restarts + 2 * day.scenario.replicas
        let instants = day.starts.compactMap { start -> UInt64? in
            guard let loss = start.loss, !start.isRejuvenation else { return nil }
            return day.losses[loss].build == start.build ? start.at : nil
        }
        for index in instants.indices.dropFirst(most)
        where instants[index] - instants[index - most] < storm.windowNanoseconds {
            return "\(most + 1) restarts until \(day.seconds(instants[index]))"
        }
        return nil
    }
}

/// A crash with no loss of that replica for long before is mended in the same instant.
struct OneCrashIsMendedAtOnce: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let policy = day.scenario.policy.ladder
        let quiet = max(policy.restartWindowNanoseconds, policy.storm?.windowNanoseconds ?? 0)
        var last: [Int: UInt64] = [:]
        var starts: Set<[UInt64]> = []
        for directed in day.directed where directed.order.directive == .start {
            starts.insert([UInt64(directed.order.replica), directed.at])
        }
        for loss in day.losses {
            defer { last[loss.replica] = loss.at }
            guard loss.cause == .crashed, loss.lived >= quiet,
                loss.at - (last[loss.replica] ?? 0) >= quiet
            else { continue }
            if !starts.contains([UInt64(loss.replica), loss.at]) {
                return "replica \(loss.replica) crashed at \(day.seconds(loss.at)) and had to wait"
            }
        }
        return nil
    }
}

/// No build is started again once it failed so often on one demand.
struct SameDemandRetires: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        var failures: [[UInt64]: Int] = [:]
        var retired: Set<Int> = []
        var losses = day.losses.makeIterator()
        var next = losses.next()
        for start in day.starts {
            while let loss = next, loss.at < start.at {
                next = losses.next()
                guard let demand = loss.demand, loss.cause == .crashed else { continue }
                let count = failures[[UInt64(loss.build), demand], default: 0] + 1
                failures[[UInt64(loss.build), demand]] = count
                if count >= day.scenario.policy.ladder.sameDemandMax { retired.insert(loss.build) }
            }
            if retired.contains(start.build) {
                return "build \(start.build) was started again at \(day.seconds(start.at))"
            }
        }
        return nil
    }
}
