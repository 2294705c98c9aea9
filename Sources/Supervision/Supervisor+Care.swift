import CLinux
import Glibc
import Recovery
import Wiring

/// What the supervisor sees of ballots and machine, and tells of the whole ensemble.
extension Supervisor {
    /// How often it looks where answers matter to recovery.
    private static let lookMilliseconds: UInt64 = 100

    /// Until somebody says something, something is due, or it is time to look.
    mutating func wait() {
        let asleep = UInt64(thrice_now())
        let isLooking = ballots != nil || desk != nil
        var timeout: Int32 = isLooking ? Int32(Self.lookMilliseconds) : -1
        if let instant = [caretaker.nextInstant, workbench?.nextInstant].compactMap(\.self).min() {
            let left = instant > asleep ? (instant - asleep + 999_999) / 1_000_000 : 0
            timeout = Int32(min(left, isLooking ? Self.lookMilliseconds : 60_000))
        }
        var files = [
            pollfd(fd: voter.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: guardian.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: workbench?.handle ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&files, nfds_t(files.count), timeout) == 0 else { return }
        host?.woken(UInt64(thrice_now()), insteadOf: asleep + UInt64(timeout) * 1_000_000)
    }

    mutating func noteBallots() {
        let now = UInt64(thrice_now())
        for (replica, closing, count) in ballots?.news() ?? [] {
            follow(caretaker.answered(replica, closing, count: count, at: now))
        }
    }

    mutating func noteHost() {
        let now = UInt64(thrice_now())
        guard var probe = host, probe.isDue(at: now) else { return }
        // The sleepers of a pool are among them: only all together are the machine's doing, and a
        // pool never sleeps as a whole.
        let stopped = processes.count { $0 > 0 && Self.isStopped($0) }
        let evidence = probe.evidence(HostCounters.read(), stoppedReplicas: stopped, at: now)
        host = probe
        follow(caretaker.saw(evidence, at: now))
    }

    /// In a sandbox it is the first process that is looked at: who stops a whole group, or the
    /// machine, stops that too.
    private static func isStopped(_ process: pid_t) -> Bool {
        KernelFile.state(of: process).first == "T"
    }

    mutating func tellCondition() {
        if let light = caretaker.light, light != toldLight {
            toldLight = light
            guardian.send(ControlMessage(.light, first: Int64(light.rawValue)))
        }
        let percent = caretaker.deadlinePercent
        if percent != toldPercent {
            toldPercent = percent
            voter.send(ControlMessage(.deadlinePercent, first: Int64(percent)))
        }
        let blame = caretaker.ladder.blamesMachine
        if blame != toldBlame {
            toldBlame = blame
            guardian.send(ControlMessage(.machineBlamed, first: blame ? 1 : 0))
        }
    }
}
