/// An event for people, and as a line of JSON.
extension RunEvent {
    /// One line without its end; nil for what only the log needs.
    package var text: String? {
        switch self {
        case .started, .exposed, .ended, .verdict: nil
        case .withdrawn(let replica, .rejuvenation): "\(replica) is withdrawn for rejuvenation"
        case .withdrawn(let replica, .faults): "\(replica) is withdrawn for its faults"
        case .withdrawn(let replica, .swap): "\(replica) makes room in its seat"
        case .gaveUp(let replica, let loss, let demand):
            "\(replica) \(loss.text) at demand \(demand)\(loss.consequence)"
        case .restartPlanned(let replica, let delay):
            delay == 0
                ? "\(replica) is started anew"
                : "\(replica) is started anew in \((delay + 999_999) / 1_000_000) ms"
        case .ejected(let replica): "\(replica) is not started again"
        case .cannotRestart(let replica, let cause): "\(replica) cannot be started anew: \(cause)"
        case .building(let replica, let seed): "\(replica) is built anew, from seed \(seed)"
        case .built(let replica, let seed, let folder):
            "\(replica) has a new build, of seed \(seed): \(folder)"
        case .notBuilt(let replica, let cause, let log):
            "\(replica) has no new build: \(cause) (\(log))"
        case .replaced(let replica, let spare): "the spare \(spare) takes the seat of \(replica)"
        case .swapAsked(let replica, let newcomer):
            "'\(printable(newcomer))' is to take the seat of \(replica)"
        case .swapBegun(let replica, let newcomer):
            "'\(printable(newcomer))' sits in the seat of \(replica), on probation"
        case .swapEnded(let replica, let newcomer, let end):
            "'\(printable(newcomer))' \(end.text(replica))"
        case .asleep(let replica, nil): "\(replica) sleeps"
        case .asleep(let replica, .some(let memory)): "\(replica) sleeps and holds \(memory.text)"
        case .woken(let replica): "\(replica) was woken"
        case .light(.green): "the light is green: all replicas are well"
        case .light(.yellow): "the light is yellow: a quorum is well, but not all are"
        case .light(.red): "the light is red: no quorum is left of replicas that are well"
        case .machineBlamed(true): "the machine is slow: no replica is blamed for it"
        case .machineBlamed(false): "the machine is not slow any more"
        case .supervisorDied(let exit):
            "the supervisor ended (\(exit.text)): the vote goes on, another one takes over"
        case .lifeless(let who, let lifelessness):
            "the \(who.rawValue) has shown no sign of life \(lifelessness.text): it is ended"
        case .journal(let news): news.text
        case .journalerDied(let exit): "the journaler ended (\(exit.text)) and is started anew"
        case .voterDied(let exit, let demand):
            "the voter ended (\(exit.text)): the run goes on from its journal at demand \(demand)"
        case .repeated(let demand, let count):
            "answers that may have left are given again, \(count) of them: the first is that to "
                + "demand \(demand)"
        case .stopping(let signal):
            signal == 2 ? "stopping, press again to kill" : "stopping"
        case .faultsExceeded(let demand):
            "at demand \(demand) more replicas have failed than 'faults' declares: from here on "
                + "nothing is guaranteed, end this run and repair"
        case .degradedTooLong(let demand):
            "so many replicas have been out for longer than 'degraded' allows that one more "
                + "failure could not be masked: from demand \(demand) on only the restrictive "
                + "answer goes out, end this run and repair"
        case .checkpoint(let checkpoint, let replicas): checkpoint.text(replicas)
        case .contractLeft(let replica, let exit):
            "\(exit.whatHappened) (\(replica): \(printable(exit.text))): what \(replica) says "
                + "after it counts no more, nor what others say that come to the same, and "
                + "starting them anew cannot help (hint: begin a new run; \(exit.remedy))"
        }
    }

    /// Whether a crash loop can make any number of these.
    package var isFrequent: Bool {
        switch self {
        case .light, .machineBlamed, .started, .gaveUp, .ended, .withdrawn, .restartPlanned,
            .cannotRestart, .verdict, .asleep, .woken:
            true
        case .journal, .journalerDied, .voterDied, .supervisorDied, .checkpoint, .lifeless: true
        case .building, .built, .notBuilt, .replaced, .swapAsked, .swapBegun, .swapEnded: false
        case .repeated, .exposed, .ejected, .stopping, .faultsExceeded,
            .contractLeft, .degradedTooLong:
            false
        }
    }

    /// Words and numbers for the log, in the order they are written.
    var fields: [(key: String, value: String)] {
        switch self {
        case .started(let replica, let process):
            [("event", quoted("started")), ("replica", quoted(replica)), ("process", "\(process)")]
        case .exposed(let replica, let missing):
            [
                ("event", quoted("exposed")), ("replica", quoted(replica)),
                ("missing", "[\(missing.names.map(quoted).joined(separator: ","))]"),
            ]
        case .gaveUp(let replica, let loss, let demand):
            [
                ("event", quoted("gaveUp")), ("replica", quoted(replica)),
                ("loss", quoted("\(loss)")), ("demand", "\(demand)"),
            ]
        case .ended(let replica, let exit):
            [
                ("event", quoted("ended")), ("replica", quoted(replica)),
                (exit.wasSignal ? "signal" : "exitCode", "\(exit.status)"),
            ]
        case .withdrawn(let replica, let reason):
            [
                ("event", quoted("withdrawn")), ("replica", quoted(replica)),
                ("reason", quoted("\(reason)")),
            ]
        case .restartPlanned(let replica, let delay):
            [
                ("event", quoted("restartPlanned")), ("replica", quoted(replica)),
                ("delayNanoseconds", "\(delay)"),
            ]
        case .ejected(let replica): [("event", quoted("ejected")), ("replica", quoted(replica))]
        case .cannotRestart(let replica, let cause):
            [
                ("event", quoted("cannotRestart")), ("replica", quoted(replica)),
                ("cause", quoted(cause)),
            ]
        case .building(let replica, let seed):
            [("event", quoted("building")), ("replica", quoted(replica)), ("seed", "\(seed)")]
        case .built(let replica, let seed, let folder):
            [
                ("event", quoted("built")), ("replica", quoted(replica)), ("seed", "\(seed)"),
                ("folder", quoted(folder)),
            ]
        case .notBuilt(let replica, let cause, let log):
            [
                ("event", quoted("notBuilt")), ("replica", quoted(replica)),
                ("cause", quoted(cause)), ("log", quoted(log)),
            ]
        case .replaced(let replica, let spare):
            [
                ("event", quoted("replaced")), ("replica", quoted(replica)),
                ("spare", quoted(spare)),
            ]
        case .swapAsked(let replica, let newcomer):
            [
                ("event", quoted("swapAsked")), ("replica", quoted(replica)),
                ("newcomer", quoted(newcomer)),
            ]
        case .swapBegun(let replica, let newcomer):
            [
                ("event", quoted("swapBegun")), ("replica", quoted(replica)),
                ("newcomer", quoted(newcomer)),
            ]
        case .swapEnded(let replica, let newcomer, let end):
            [
                ("event", quoted("swapEnded")), ("replica", quoted(replica)),
                ("newcomer", quoted(newcomer)), ("result", quoted("\(end)")),
            ]
        case .asleep(let replica, let memory):
            [("event", quoted("asleep")), ("replica", quoted(replica))]
                + (memory.map {
                    [("privateBytes", "\($0.ownBytes)"), ("sharedBytes", "\($0.sharedBytes)")]
                } ?? [])
        case .woken(let replica): [("event", quoted("woken")), ("replica", quoted(replica))]
        case .light(let colour):
            [("event", quoted("light")), ("colour", quoted("\(colour)"))]
        case .machineBlamed(let isBlamed):
            [("event", quoted("machineBlamed")), ("isBlamed", "\(isBlamed)")]
        case .supervisorDied(let exit):
            [
                ("event", quoted("supervisorDied")),
                (exit.wasSignal ? "signal" : "exitCode", "\(exit.status)"),
            ]
        case .lifeless(let who, let lifelessness):
            [
                ("event", quoted("lifeless")), ("who", quoted(who.rawValue)),
                ("state", quoted(lifelessness.state.rawValue)),
                ("silentNanoseconds", "\(lifelessness.nanoseconds)"),
            ]
        case .journal(let news):
            [("event", quoted("journal")), ("condition", quoted(news.name))]
        case .journalerDied(let exit):
            [
                ("event", quoted("journalerDied")),
                (exit.wasSignal ? "signal" : "exitCode", "\(exit.status)"),
            ]
        case .voterDied(let exit, let demand):
            [
                ("event", quoted("voterDied")),
                (exit.wasSignal ? "signal" : "exitCode", "\(exit.status)"),
                ("demand", "\(demand)"),
            ]
        case .repeated(let demand, let count):
            [("event", quoted("repeated")), ("demand", "\(demand)"), ("count", "\(count)")]
        case .stopping(let signal):
            [("event", quoted("stopping")), ("signal", "\(signal)")]
        case .faultsExceeded(let demand):
            [("event", quoted("faultsExceeded")), ("demand", "\(demand)")]
        case .degradedTooLong(let demand):
            [("event", quoted("degradedTooLong")), ("demand", "\(demand)")]
        case .contractLeft(let replica, let exit):
            [
                ("event", quoted("contractLeft")), ("replica", quoted(replica)),
                ("demand", "\(exit.demandNumber)"), ("cause", quoted("\(exit.cause)")),
                ("reason", quoted(exit.text)),
            ]
        case .checkpoint(let checkpoint, let replicas):
            [
                ("event", quoted("checkpoint")), ("demand", "\(checkpoint.demandNumber)"),
                ("condition", quoted(checkpoint.condition)),
                ("bytes", "\(checkpoint.stateBytes)"),
                (
                    "states",
                    "{"
                        + checkpoint.words(replicas)
                        .map { "\(quoted($0.replica)):\(quoted($0.word))" }
                        .joined(separator: ",") + "}"
                ),
            ]
        case .verdict(let account):
            [("event", quoted("verdict")), ("demand", "\(account.demandNumber)")]
        }
    }

    /// A JSON object in one line; `nanoseconds` is the time since the run began.
    package func json(nanoseconds: UInt64) -> String {
        let all = [("nanoseconds", "\(nanoseconds)")] + fields
        return "{" + all.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    private func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
