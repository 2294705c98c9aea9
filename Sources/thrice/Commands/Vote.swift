import ArgumentParser
import Foundation
import Recordings
import Reporting
import Voting

struct Vote: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vote",
        abstract: "Vote on recorded answers of any programs.",
        discussion: """
            Each file is one replica: its line k is that replica's answer to demand k. The voted
            answers go to standard output, one a line, as 'thrice run' gives them; with --explain
            the explanations go there instead, with --json one JSON object. A missing line is an
            absent ballot, a line that cannot be read a malformed one. An unterminated last line
            counts. With --demands the machines of an ensemble are asked about each line first: what
            they do not accept is a rejected ballot.

            Examples:
              thrice vote agree=10 variants/launch/recorded/*.txt
              thrice vote majority a.txt b.txt c.txt --answer 'speed real relation=absolute 0.5'
              thrice vote median sensor-*.txt --explain 17,40-42
              thrice vote variants/launch v0?.txt --demands variants/launch/demands/demands.txt
            """)

    @Argument(
        help: ArgumentHelp(
            "A policy, such as agree=2, majority or median; or the folder of an ensemble.",
            valueName: "policy-or-ensemble"))
    var policy: String

    @Argument(help: "The files of answers, one a replica; '-' is standard input.")
    var answers: [String]

    @OptionGroup(title: "Policy")
    var options: VoteOptions

    @Option(
        help: """
            The demands, one a line: counted, shown in explanations, and judged on by machines; \
            '-' is standard input.
            """)
    var demands: String?

    @Option(
        help: ArgumentHelp(
            "Explain the verdicts on these demands, such as 17 or 40-42; repeatable.",
            valueName: "numbers"))
    var explain: [String] = []

    @Option(help: "The most bytes an answer may have.")
    var answerBytesMax: Int?

    @Option(help: "Write the summary as JSON to this file.")
    var summary: String?

    @Flag(help: "Write the summary, and explanations, as one JSON object.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let inputs = answers + [demands].compactMap { $0 }
        try StandardDescriptors.check(readsInput: inputs.contains("-"))
        try VoteOptions.check(
            answers: answers, demands: demands, answerBytesMax: answerBytesMax)
        let explained = try explainedDemands()
        let names = RecordingNames.names(of: answers)
        let known = try options.rule(
            policy, replicas: answers.count, hasDemands: demands != nil)
        let narrator = VoteNarrator(isQuiet: quiet)
        narrator.begin(known)
        narrator.tellRepetitions(answers)
        let clock = ContinuousClock()
        let began = clock.now
        var vote = try recordedVote(known, names: names, explained: explained)
        var explanations: [ExplanationRecord] = []
        let writesText = !json
        let told = try VoteOptions.mapping { () throws(RecordingError) in
            var told: UInt64 = 0
            try vote.run { (explanation) throws(RecordingError) in
                told += 1
                if writesText {
                    let text = ExplanationText(explanation, names: names).text
                    try StandardOutput.put((told > 1 ? "\n" : "") + text)
                } else {
                    explanations.append(ExplanationRecord(explanation, names: names))
                }
            }
            return told
        }
        let counted = try VoteOptions.mapping { () throws(RecordingError) in
            try vote.countDemands()
        }
        var result = RunSummary(
            program: known.program, seed: 0, names: names, tally: vote.tally,
            seconds: began.duration(to: clock.now) / .seconds(1))
        result.agree = known.threshold?.agree ?? 0
        result.threshold = known.threshold?.description ?? ""
        narrator.tellMalformed(vote.malformedLines, vote.tally, schema: vote.rule.schema)
        narrator.tellFiles(vote.recordings)
        if json { try VoteReport(result, explanations, isExplained: !explained.isEmpty).put() }
        narrator.end(result)
        let written = Result { try summary.map { try VoteReport(result).write(to: $0) } }
        try check(vote.answerLines, demands: counted)
        if told < explained.count {
            throw ThriceError(
                .missingInput,
                "cannot explain \(explained.count - told) of the demands that were named: "
                    + "there are only \(result.demands)")
        }
        try written.get()
        if result.restrictive > 0 { throw Silent(status: .restrictive) }
    }

    private func explainedDemands() throws -> DemandNumbers {
        do { return try DemandNumbers(explain) } catch {
            throw ThriceError(
                .usage, "cannot read '--explain': \(error.message)",
                hint: "--explain 17,40-42")
        }
    }

    private func recordedVote(
        _ known: VoteRule, names: [String], explained: DemandNumbers
    ) throws -> RecordedVote {
        let most = answerBytesMax ?? known.answerBytesMax
        let recordings = try zip(answers, names).map { path, name in
            try VoteOptions.mapping { () throws(RecordingError) in
                try Recording.open(path, name: name, answerBytesMax: most)
            }
        }
        let demandFile = try demands.map { path in
            try VoteOptions.mapping { () throws(RecordingError) in
                try Recording.open(
                    path, .demands, name: "demands", answerBytesMax: known.demandBytesMax)
            }
        }
        var settings = RecordedVote.Settings(restrictive: known.restrictive)
        settings.explained = explained
        settings.latch = known.latch
        settings.hasFeedback = known.hasFeedback
        let acceptance = try known.specification.map {
            try RecordedMachines.test($0, replicas: answers.count, schema: known.rule.schema)
        }
        let isStream = !json && explained.isEmpty
        return RecordedVote(
            rule: known.rule, recordings: recordings, demands: demandFile,
            acceptance: acceptance, sink: AnswerSink(descriptor: isStream ? STDOUT_FILENO : nil),
            settings: settings)
    }

    /// What is wrong with the whole, now that it has been read.
    private func check(_ answers: UInt64, demands counted: UInt64?) throws {
        if answers == 0 {
            throw ThriceError(.missingInput, "cannot vote: there was no answer in any recording")
        }
        guard let counted, let demands, counted != answers else { return }
        let path = demands == "-" ? "standard input" : demands
        let end = counted == 0 ? ": there is no demand" : ": the demands end with line \(counted)"
        throw ThriceError(
            .badData,
            "cannot match the answers with the demands of '\(path)': \(answers) lines of answers, "
                + "\(counted) demands"
                + (counted < answers ? end : ""))
    }
}
