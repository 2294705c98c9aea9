/// When the voter wants to be called though nothing happens.
extension Voter {
    /// When a deadline passes next; nil when time alone changes nothing.
    package var nextInstant: UInt64? {
        var earliest = poolInstant
        for link in links where link.owed > 0 && link.standing != .absent {
            let due = link.headSince + patience(with: link)
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        for link in links {
            guard let since = link.awaitedSince else { continue }
            let due = since + deadline
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        for replica in links.indices {
            guard let due = departure(of: replica) else { continue }
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        if let due = shutInstant, earliest.map({ due < $0 }) ?? true { earliest = due }
        if let waitingSince {
            let due = waitingSince + deadline
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        if let beganAt, hasReplica(where: { !$0.hasStarted }) {
            let due = beganAt + Self.beginningNanosecondsMax
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        if let due = selfCheckInstant, earliest.map({ due < $0 }) ?? true { earliest = due }
        if let due = checkpointInstant, earliest.map({ due < $0 }) ?? true { earliest = due }
        if let due = journalInstant, earliest.map({ due < $0 }) ?? true { earliest = due }
        return earliest
    }
}
