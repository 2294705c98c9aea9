import Glibc

/// Why something cannot be traced. What a fault does to a copy is no error, but a `CopyEnd`.
package enum TracingError: Error, Equatable, Sendable {
    /// Which target, and which of its demands, counted from 1.
    package struct Place: Equatable, Sendable {
        package var target: String
        package var demand: Int

        package init(target: String, demand: Int) {
            self.target = target
            self.demand = demand
        }
    }

    case cannotStart(program: String, error: Int32)
    /// The kernel refuses something that all tracing needs.
    case kernelRefuses(what: String, which: String, error: Int32)
    case ended(Place, ProcessEnd)
    case tooSlow(Place, TargetBudget)
    case silent(Place)
    case spokeOutOfTurn(Place)
    case answerTooLong(Place, limitBytes: Int)
    case demandTooLong(Place, bytes: Int)
    case startsThread(Place)
    case answeredElsewhere(Place)
    case signalled(Place, signal: Int32)
    case tooManySteps(Place, limit: Int)
    /// The same demand has taken another way than the recorded one.
    case differs(Place, step: Int, recorded: UInt64, found: UInt64)
    case cannotCopy(Place, step: Int, error: Int32)
    /// What they read and write is not known, and so not which faults are alike.
    case unknownInstruction(Place, address: UInt64)
    case unknownCall(Place, number: UInt64)
    case cannotReach(what: String, process: Int32, error: Int32)
    /// The machine gave a copy no processor time: nothing can be said of it.
    case starved(process: Int32, seconds: UInt64)
    /// What a copy has started cannot be ended.
    case leftBehind(processes: [Int32])
}

extension TracingError {
    package var message: String {
        switch self {
        case .cannotStart(let program, let error):
            "cannot start '\(program)': \(text(error)) (hint: name a program file, not a word "
                + "that a shell finds)"
        case .kernelRefuses(let what, let which, let error):
            "cannot \(what) '\(which)': \(text(error))"
        case .cannotReach(let what, let process, let error):
            "cannot reach '\(what)': \(text(error)) in process \(process)"
        case .starved(let process, let seconds):
            "cannot judge copy '\(process)': it was given too little of a processor in "
                + "\(seconds) s (hint: run fewer jobs at a time)"
        case .leftBehind(let processes):
            "cannot end what a copy started '\(processes.map(String.init).joined(separator: " "))'"
                + ": it starts more than can be ended"
        default: (place ?? "cannot trace") + ": " + cause
        }
    }

    private var place: String? {
        switch self {
        case .ended(let place, _), .tooSlow(let place, _), .silent(let place),
            .spokeOutOfTurn(let place), .answerTooLong(let place, _),
            .demandTooLong(let place, _), .startsThread(let place),
            .answeredElsewhere(let place), .signalled(let place, _),
            .tooManySteps(let place, _), .differs(let place, _, _, _),
            .cannotCopy(let place, _, _), .unknownInstruction(let place, _),
            .unknownCall(let place, _):
            "cannot trace '\(place.target)' at demand \(place.demand)"
        default: nil
        }
    }

    private var cause: String {
        switch self {
        case .ended(_, let end): "it \(end.text)"
        case .tooSlow(_, let budget):
            "no answer within \(budget.cpuNanosecondsMax / 1_000_000) ms of processor time and "
                + "\(budget.wallNanosecondsMax / 1_000_000) ms in all"
        case .silent: "it reads on without having answered"
        case .spokeOutOfTurn: "it wrote more than one line"
        case .answerTooLong(_, let limit): "its answer has more than \(limit) bytes"
        case .demandTooLong(_, let bytes): "a pipe does not hold the \(bytes) bytes"
        case .startsThread: "it starts a thread (hint: only one thread can be stepped)"
        case .answeredElsewhere:
            "another process answered (hint: name the program itself, not a script around it)"
        case .signalled(_, let signal): "signal \(signal) came in the middle of it"
        case .tooManySteps(_, let limit): "more than \(limit) instructions"
        case .differs(_, let step, let recorded, let found):
            "the run is not the same again: step \(step) is at \(hexadecimal(found)), recorded at "
                + "\(hexadecimal(recorded)) (hint: does it ask for the time, or for random bytes?)"
        case .unknownInstruction(_, let address):
            "what the instruction at \(hexadecimal(address)) reads and writes is not known "
                + "(hint: 'sampling: uniform')"
        case .unknownCall(_, let number):
            "which memory system call \(number) reads and writes is not known (hint: "
                + "'sampling: uniform')"
        case .cannotCopy(_, let step, let error): "no copy at step \(step): \(text(error))"
        default: ""
        }
    }

    private func hexadecimal(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }

    private func text(_ error: Int32) -> String {
        let text = String(cString: strerror(error))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
