import Recordings
import Reporting
import Voting

/// What a person reads on standard error about a vote over recordings.
struct VoteNarrator {
    let isQuiet: Bool

    private func say(_ line: String) {
        if !isQuiet { Terminal.say("thrice: \(line)") }
    }

    func begin(_ known: VoteRule) {
        say("\(known.program): \(known.words)")
        for line in known.specification?.words ?? [] { say(line) }
        for warning in known.warnings { say("warning: \(warning)") }
    }

    func tellMalformed(_ lines: [MalformedLine], _ tally: Tally, schema: AnswerSchema) {
        guard !isQuiet, !lines.isEmpty else { return }
        for line in lines { Terminal.say(line.text(schema: schema)) }
        let count = tally.replicas.reduce(0) { $0 + $1.malformed }
        if count > lines.count { say("\(count - UInt64(lines.count)) more malformed lines") }
    }

    func tellRepetitions(_ paths: [String]) {
        for text in RecordedFiles.repetitions(paths) { say("warning: \(text)") }
    }

    func tellFiles(_ recordings: [Recording]) {
        for recording in recordings where recording.isUnterminated {
            say("the last line of '\(recording.path)' has no line feed, and counts")
        }
        let returns = recordings.filter(\.hasCarriageReturns).map(\.path)
        if let text = RecordedFiles.carriageReturns(returns) { say("warning: \(text)") }
        let longest = recordings.map(\.lines).max() ?? 0
        let short = recordings.filter { $0.lines < longest }
        guard let shortest = short.min(by: { $0.lines < $1.lines }) else { return }
        say(
            "warning: '\(shortest.path)' has \(shortest.lines) of \(longest) lines"
                + (short.count > 1 ? ", \(short.count) recordings are too short" : "")
                + ": missing lines are absent ballots")
    }

    func end(_ summary: RunSummary) {
        guard !isQuiet else { return }
        Terminal.say(summary.line)
        if summary.masked > 0 || summary.restrictive > 0 {
            Terminal.say(String(summary.table.dropLast()))
        }
        for line in summary.remarks { say(line) }
    }
}
