import Ensembles
import Foundation
import Thresholds
import Voting

/// What the command line of `thrice thresholds` asks for, checked.
struct ThresholdPlan {
    var reader = AnswerReader()
    var checked: [FieldList.Checked] = []
    let truth: AnswerFile?
    private var bootstrap = Bootstrap()
    private let paths: [String]
    private let groupSize: Int
    private let agree: Int
    private let isAgreementAsked: Bool
    private let machines: RecordedMachines?
    /// What is compared, in words.
    var compared = "the whole answer"

    private static let versionsMax = 256
    private static let groupSizeMax = 64

    init(_ command: Thresholds) throws {
        var paths = command.paths
        var ensemble: Ensemble?
        if let first = paths.first, Self.isFolder(first) {
            paths.removeFirst()
            ensemble = try ThriceError.mapping { () throws(EnsembleError) in
                try Ensemble.load(folder: first, flags: EnsembleFlags())
            }
        }
        self.paths = paths
        guard 2...Self.versionsMax ~= paths.count else {
            throw ThriceError(
                .usage,
                "cannot compare \(paths.count) files of answers: not 2 … \(Self.versionsMax)",
                hint: "thrice thresholds recorded/*.txt --truth oracle.txt")
        }
        let size = try Self.groupSize(command, ensemble, versions: paths.count)
        groupSize = size
        agree = try Self.agree(command, ensemble, of: size)
        truth = try command.truth.map { try AnswerFile(path: $0) }
        isAgreementAsked = command.field != nil || command.permissive == nil
        reader.schema = try Self.schema(command, ensemble)
        machines = try RecordedMachines(
            ensemble, demands: command.demands, schema: reader.schema ?? .bytes)
        try takeFields(command)
        try takeBootstrap(command)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func groupSize(
        _ command: Thresholds, _ ensemble: Ensemble?, versions: Int
    ) throws -> Int {
        let size = command.groupSize ?? ensemble?.replicaCount ?? min(3, versions)
        let most = min(versions, groupSizeMax)
        guard 1...most ~= size else {
            throw ThriceError(
                .usage, "cannot form groups of \(size) from \(versions) versions: not 1 … \(most)",
                hint: "--group-size \(min(3, most))")
        }
        return size
    }

    private static func agree(
        _ command: Thresholds, _ ensemble: Ensemble?, of size: Int
    ) throws -> Int {
        let own = ensemble.flatMap { $0.replicaCount == size ? $0.threshold.agree : nil }
        let agree = command.agree ?? own ?? size / 2 + 1
        guard 1...size ~= agree else {
            throw ThriceError(
                .usage, "cannot use '\(agree)' of '--agree': not 1 … \(size), the group's size")
        }
        return agree
    }

    private mutating func takeBootstrap(_ command: Thresholds) throws {
        guard 1...1_000_000 ~= command.resamples else {
            throw ThriceError(
                .usage, "cannot use '\(command.resamples)' of '--resamples': not 1 … 1000000")
        }
        guard command.confidence > 0, command.confidence < 1 else {
            throw ThriceError(
                .usage,
                "cannot use '\(command.confidence)' of '--confidence': not between 0 and 1",
                hint: "--confidence 0.95")
        }
        guard let variation = Bootstrap.Variation(rawValue: command.vary) else {
            throw ThriceError(
                .usage,
                "cannot use '\(command.vary)' of '--vary': not both, versions or demands")
        }
        guard let method = Bootstrap.Method(rawValue: command.interval) else {
            throw ThriceError(
                .usage, "cannot use '\(command.interval)' of '--interval': not bca or percentile")
        }
        bootstrap.method = method
        bootstrap.resamples = command.resamples
        bootstrap.confidence = command.confidence
        bootstrap.seed = command.seed
        bootstrap.variation = variation
    }

    /// Reads the files.
    func study() throws -> Study {
        let files = try paths.map { try AnswerFile(path: $0) }
        try checkLengths(files)
        warn(files)
        let reading = try read(files, reader)
        var study = Study(
            names: AnswerFile.names(of: paths), votes: reading.votes, groupSize: groupSize,
            agree: agree)
        study.isAgreementAsked = isAgreementAsked
        study.permissive = reading.permissive
        study.intransitiveDemands = reading.intransitiveDemands
        study.conditions = reading.conditions
        study.bootstrap = bootstrap
        study.acceptance = try machines?.judge(files.map(\.complete))
        if machines != nil {
            study.exact = try? AnswerReader().read(versions: files.map(\.complete), truth: nil)
                .votes
            study.whole = try wholeVotes(files)
        }
        study.checked = try checked.map { condition in
            let label = reader.label(condition.field, bit: condition.bit)
            guard let index = reading.conditions.firstIndex(where: { $0.label == label }) else {
                throw ThriceError(
                    .usage,
                    "cannot check '\(label)' of '--checked': field "
                        + "\(reader.label(condition.field)) has no such bit",
                    hint: "fields count from 1, bits from 0")
            }
            return index
        }
        return study
    }

    /// What is no error, but hardly meant.
    private func warn(_ files: [AnswerFile]) {
        for file in files where file.isCut {
            Terminal.say(
                "thrice: '\(file.path)' ends without a newline: its last answer does not count")
        }
        var warnings = RecordedFiles.repetitions(paths)
        if let path = truth?.path, RecordedFiles.contains(path, in: paths) {
            warnings.append("the truth '\(path)' is one of the versions, which cannot be wrong")
        }
        let all = files + (truth.map { [$0] } ?? [])
        let returns = all.filter(\.hasCarriageReturns).map(\.path)
        if let text = RecordedFiles.carriageReturns(returns) { warnings.append(text) }
        for text in warnings { Terminal.say("thrice: warning: \(text)") }
    }

    private func checkLengths(_ files: [AnswerFile]) throws {
        let first = truth ?? files[0]
        for file in files where file.lines.count != first.lines.count {
            throw ThriceError(
                .badData,
                "cannot compare '\(file.path)' with '\(first.path)': \(file.lines.count) lines "
                    + "against \(first.lines.count)",
                hint: "line k is the answer to demand k; write ERR where there is none")
        }
    }

    /// Whole answers, where only a part of them is compared.
    private func wholeVotes(_ files: [AnswerFile]) throws -> RecordedVotes? {
        let whole = reader.ofWholeAnswers
        return whole.fields == reader.fields ? nil : try read(files, whole).votes
    }

    private func read(
        _ files: [AnswerFile], _ reader: AnswerReader
    ) throws -> AnswerReader.Reading {
        do {
            return try reader.read(versions: files.map(\.complete), truth: truth?.lines)
        } catch .noTruth(let demand, let reason) {
            throw ThriceError(
                .badData,
                "cannot use the truth '\(truth?.path ?? "")': line \(demand) is no answer"
                    + (reason.map { ", \($0)" } ?? " with the fields that are asked for"))
        } catch .noBits(let field) {
            throw ThriceError(
                .badData, "cannot take field \(field) for bits: no answer has only 0 and 1 there")
        }
    }
}
