/// The story of a run for people, one line an event.
package enum StoryText {
    /// `     1.234567 s  v02  given up: missed two deadlines, at demand 17`.
    package static func line(_ event: StoryEvent) -> String {
        let who = event.replica.map { "\($0)  " } ?? ""
        return "\(time(event.nanoseconds))  \(who)\(words(event))"
    }

    /// Seconds with six places, cut and not rounded, in a column.
    private static func time(_ nanoseconds: UInt64) -> String {
        let places = String(nanoseconds / 1000 % 1_000_000)
        let seconds = String(nanoseconds / 1_000_000_000)
        return String(repeating: " ", count: max(0, 6 - seconds.count)) + seconds + "."
            + String(repeating: "0", count: 6 - places.count) + places + " s"
    }

    private static func words(_ event: StoryEvent) -> String {
        let place = event.demand.map { " at demand \($0)" } ?? ""
        switch event.event {
        case "started": return "started" + (event.process.map { " as process \($0)" } ?? "")
        case "exposed":
            return "runs without \((event.missing ?? []).joined(separator: ", "))"
        case "gaveUp": return "given up\(place): \(event.loss ?? "?")"
        case "withdrawn": return "withdrawn for \(event.reason ?? "?")"
        case "ended": return "ended by \(end(event))"
        case "restartPlanned":
            let delay = event.delayNanoseconds ?? 0
            return delay == 0
                ? "is started anew" : "is started anew in \((delay + 999_999) / 1_000_000) ms"
        case "ejected": return "is not started again"
        case "cannotRestart": return "cannot be started anew: \(event.cause ?? "?")"
        case "building": return "is built anew, from seed \(seed(event))"
        case "built":
            return "has a new build, of seed \(seed(event)), in \(event.folder ?? "?")"
        case "notBuilt": return "has no new build: \(event.cause ?? "?")"
        case "replaced": return "its seat is taken by the spare \(event.spare ?? "?")"
        case "swapAsked": return "its seat is to be taken by '\(event.newcomer ?? "?")'"
        case "swapBegun": return "its seat is taken by '\(event.newcomer ?? "?")', on probation"
        case "swapEnded": return swap(event)
        case "asleep": return "sleeps"
        case "woken": return "was woken"
        case "light": return "the light is \(event.colour ?? "?")"
        case "machineBlamed":
            return event.isBlamed == true
                ? "the machine is slow" : "the machine is not slow any more"
        case "journal": return "the journal is \(event.condition ?? "?")"
        case "journalerDied": return "the journaler ended by \(end(event))"
        case "voterDied": return "the voter ended by \(end(event)); the run goes on\(place)"
        case "repeated":
            return "\(event.count.map(String.init) ?? "?") answers are given again, from the one"
                + "\(place)"
        case "supervisorDied": return "the supervisor ended by \(end(event))"
        case "lifeless": return lifeless(event)
        case "stopping": return "asked to stop by \(end(event))"
        case "faultsExceeded": return "more replicas have failed than declared\(place)"
        case "degradedTooLong":
            return "degraded for too long: everything is restrictive"
                + (event.demand.map { " from demand \($0) on" } ?? "")
        case "contractLeft":
            return "its state is not known any more\(place): \(event.reason ?? "?")"
        case "checkpoint": return "the state\(place) is \(event.condition ?? "?")"
        case "verdict": return verdict(event)
        default: return event.event + place
        }
    }

    private static func swap(_ event: StoryEvent) -> String {
        let newcomer = "'\(event.newcomer ?? "?")'"
        switch event.result {
        case "settled": return "\(newcomer) stays in its seat"
        case "answeredBadly": return "is back: \(newcomer) answered badly"
        case "lost": return "is back: \(newcomer) was lost"
        case "cut": return "its swap for \(newcomer) is not looked after any more"
        case "refused": return "keeps its seat: without it there would be no quorum"
        default: return "its seat stays empty"
        }
    }

    private static func lifeless(_ event: StoryEvent) -> String {
        let seconds = event.silentNanoseconds.map {
            "\($0 / 1_000_000_000).\($0 / 100_000_000 % 10)"
        }
        return "the \(event.who ?? "?") has shown no sign of life for \(seconds ?? "?") s "
            + "(\(event.state ?? "?")) and is ended"
    }

    private static func seed(_ event: StoryEvent) -> String {
        event.seed.map(String.init) ?? "?"
    }

    private static func end(_ event: StoryEvent) -> String {
        if let signal = event.signal { return "signal \(signal)" }
        return "exit code \(event.exitCode.map(String.init) ?? "?")"
    }

    private static func verdict(_ event: StoryEvent) -> String {
        let demand = "demand \(event.demand.map(String.init) ?? "?"): "
        if event.outside == true {
            return demand + "outside of the contract: \(event.reason ?? "?")"
        }
        let others = event.conspicuous.map { name in
            let ballot = event.ballots?[name] ?? "?"
            let isDissent = ballot == "answered" && event.explanation != nil
            let why = event.rejections?[name].map { " (\($0))" } ?? ""
            return "\(name) \(isDissent ? "dissents" : ballot)\(why)"
        }
        return demand + outcome(event)
            + (others.isEmpty ? "" : "; " + others.joined(separator: ", "))
    }

    private static func outcome(_ event: StoryEvent) -> String {
        if event.unrecorded == true { return "restrictive, for the journal was not in time" }
        if event.held == true { return "agreed, and held back by the latch" }
        guard let outcome = event.explanation?.outcome else { return "not unanimous" }
        guard outcome.verdict == "agreed" else {
            return "restrictive, \(outcome.reason ?? outcome.cause ?? "no agreement")"
        }
        let count = outcome.supporters.map { " by \($0)" } ?? ""
        return "agreed\(count) on '\(event.explanation?.answer ?? "?")'"
    }
}
