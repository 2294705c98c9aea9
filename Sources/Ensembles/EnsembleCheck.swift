import Voting

/// Checks the parts of a draft against their bounds and against each other.
struct EnsembleCheck {
    static let replicasMax: UInt64 = 64
    static let nameLengthMax = 64
    static let durations: ClosedRange<UInt64> = 1_000_000...3_600_000_000_000

    private let draft: EnsembleDraft
    private var problems: [Problem] = []
    private var vote: VoteCheck.Result?

    private init(_ draft: EnsembleDraft) { self.draft = draft }

    static func check(_ draft: EnsembleDraft) -> Outcome {
        var check = EnsembleCheck(draft)
        check.checkNames()
        check.checkCommands()
        check.checkCompilerFlags()
        check.checkVote()
        check.checkTimes()
        check.checkDegraded()
        check.problems += spareProblems(draft)
        check.checkSizes()
        check.problems += SpecificationCheck(draft).problems
        if let vote = check.vote?.vote { check.problems += healthProblems(draft, vote: vote) }
        check.problems += check.vote.map { draft.pool.problems(of: draft, $0.vote) } ?? []
        if let vote = check.vote?.vote {
            check.problems += draft.selfCheck?.problems(of: draft, vote) ?? []
        }
        if check.problems.isEmpty, let vote = check.vote { return .right(vote) }
        return .wrong(check.problems)
    }

    enum Outcome {
        case right(VoteCheck.Result)
        /// At least one.
        case wrong([Problem])
    }

    /// The folder's own name, or `program` where that would not do as a file's name.
    static func defaultProgram(folderPath: String) -> String {
        let last = folderPath.split(separator: "/").last.map(String.init) ?? ""
        return isName(last) ? last : "program"
    }

    /// `[A-Za-z0-9._-]`, at most 64, not starting with a point or a dash.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= nameLengthMax else { return false }
        return first != UInt8(ascii: ".") && first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private mutating func report(_ place: Problem.Place, _ message: String, hint: String? = nil) {
        problems.append(Problem(place, message, hint: hint))
    }

    private mutating func checkNames() {
        let rule = "1 to 64 of A-Z a-z 0-9 . _ - and no point or dash at the start"
        if let program = draft.program, !Self.isName(program.value) {
            report(program.place, "program: '\(program.value.prefix(70))' is no name (\(rule))")
        }
        var seen: Set<String> = []
        for replica in draft.replicas.value {
            let name = replica.name.value
            if !Self.isName(name) {
                report(replica.name.place, "name: '\(name.prefix(70))' is no name (\(rule))")
            } else if !seen.insert(name).inserted {
                report(replica.name.place, "name: two replicas are called '\(name)'")
            } else if draft.variantCount != nil, Self.isVariantName(name) {
                report(
                    replica.name.place,
                    "name: '\(name)' is what a generated variant is called")
            }
        }
    }

    /// A `v` and two digits, whatever the number of variants is today.
    private static func isVariantName(_ name: String) -> Bool {
        name.utf8.count == 3 && name.hasPrefix("v")
            && name.utf8.dropFirst().allSatisfy {
                $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
            }
    }

    private mutating func checkCommands() {
        for replica in draft.replicas.value {
            let words = replica.command.value
            if words.first?.isEmpty ?? true {
                report(replica.command.place, "command: names no program")
            }
            let texts =
                words + replica.environment.flatMap { [$0.name, $0.value] }
                + [replica.workingDirectory ?? "."]
            if texts.contains(where: { $0.utf8.contains(0) }) {
                report(replica.command.place, "a zero byte cannot be passed to a program")
            }
            for entry in replica.environment where entry.name.isEmpty || entry.name.contains("=") {
                report(
                    replica.command.place, "environment: '\(entry.name)' is no variable's name")
            }
        }
    }

    private mutating func checkCompilerFlags() {
        for flag in draft.compilerFlags.value
        where !flag.hasPrefix("-") || flag.utf8.contains(where: { $0 <= UInt8(ascii: " ") }) {
            report(
                draft.compilerFlags.place, "flags: '\(flag.prefix(40))' is no compiler flag",
                hint: "flags: [-lm, -DNAME=1]")
        }
    }

    private mutating func checkVote() {
        let count = draft.replicaCount
        if count == 0 {
            let kinds = [("shadows", draft.shadowCount), ("spares", draft.spareCount)]
                .filter { $0.1 > 0 }.map(\.0)
            let others = kinds.joined(separator: " and ")
            report(
                draft.replicas.place,
                "there are no replicas"
                    + (others.isEmpty ? "" : " but \(others), which do not count"),
                hint: "list 'replicas', or set 'variants: {count: 3}'")
            return
        }
        if let variants = draft.variantCount, variants.value == 0 {
            report(variants.place, "count: 0 is out of range (1 to \(Self.replicasMax))")
        }
        let all = count + draft.shadowCount + draft.spareCount
        guard all <= Self.replicasMax else {
            report(
                draft.variantCount?.place ?? draft.replicas.place,
                "\(all) replicas are more than \(Self.replicasMax)")
            return
        }
        let check = VoteCheck(draft)
        problems += check.problems
        vote = check.result
    }

    private mutating func checkTimes() {
        let times =
            [("deadline", draft.deadline)] + (draft.validFor.map { [("validFor", $0)] } ?? [])
            + (draft.deadlineFloor.map { [("floor", $0)] } ?? [])
            + (draft.startup.map { [("startup", $0)] } ?? [])
        for (key, time) in times where !Self.durations.contains(time.value) {
            report(time.place, "\(key): out of range (1ms to 1h, that is 60min)")
        }
        let inFlight = draft.inFlight
        if !(1...1024).contains(inFlight.value) {
            report(inFlight.place, "inFlight: \(inFlight.value) is out of range (1 to 1024)")
        } else if draft.framing.value == .process, inFlight.value > 1 {
            report(
                inFlight.place, "inFlight: \(inFlight.value) cannot be with framing: process",
                hint: "inFlight: 1")
        }
        if draft.framing.value == .process, draft.isStateful.value {
            report(
                draft.isStateful.place,
                "stateful: true cannot be with framing: process, each run starts anew",
                hint: "framing: lines")
        }
        problems += [draft.checkpointProblem, draft.signOfLifeProblem].compactMap(\.self)
    }

    private mutating func checkDegraded() {
        guard let degraded = draft.degraded else { return }
        if !(1_000_000...86_400_000_000_000).contains(degraded.value) {
            report(degraded.place, "degraded: out of range (1ms to 1440min)")
        }
        guard let vote = vote?.vote else { return }
        let replicas = Int(draft.replicaCount)
        if vote.agree == replicas {
            report(
                degraded.place,
                "degraded: \(vote.agree) of \(replicas) must agree, so no failure is masked and "
                    + "it would be degraded from the beginning",
                hint: "a replica more, or a smaller 'agree'")
        } else if vote.faults?.total == 0 {
            report(
                degraded.place,
                "degraded: no faults are declared, so it would be degraded from the beginning",
                hint: "faults: {crash: 1}")
        }
    }

    private mutating func checkSizes() {
        let sizes: [(String, Placed<UInt64>, ClosedRange<UInt64>)] = [
            ("answerBytesMax", draft.answerBytesMax, 1...16 << 20),
            ("demandBytesMax", draft.demandBytesMax, 1...16 << 20),
            ("historyBytesMax", draft.historyBytesMax, 1 << 10...64 << 30),
        ]
        let limits: [(String, Placed<UInt64?>, ClosedRange<UInt64>)] = [
            ("memory", draft.memory, 1 << 20...1 << 50),
            ("openFiles", draft.openFiles, 8...1 << 20),
            ("processes", draft.processes, 1...1 << 22),
            ("cpuSeconds", draft.cpuSeconds, 1...1 << 31),
        ]
        let present = limits.compactMap { name, limit, range in
            limit.value.map { (name, Placed($0, limit.place), range) }
        }
        for (name, size, range) in sizes + present where !range.contains(size.value) {
            let isCount = ["openFiles", "processes", "cpuSeconds"].contains(name)
            let bounds = [range.lowerBound, range.upperBound]
                .map { isCount ? "\($0)" : SizeText.text(bytes: $0) }
            report(size.place, "\(name): out of range (\(bounds[0]) to \(bounds[1]))")
        }
        for core in draft.cores where core.value > 1023 {
            report(core.place, "cores: out of range (0 to 1023)")
        }
        checkRestrictive()
    }

    private mutating func checkRestrictive() {
        let restrictive = draft.vote.restrictive
        let bytes = restrictive.value.utf8
        if bytes.isEmpty {
            report(restrictive.place, "restrictive: the safe-side answer is empty")
        } else if bytes.contains(UInt8(ascii: "\n")) || bytes.contains(0) {
            report(
                restrictive.place,
                "restrictive: an answer is one line, without a newline or a zero byte")
        } else if UInt64(bytes.count) > draft.answerBytesMax.value {
            report(
                restrictive.place,
                "restrictive: \(bytes.count) bytes are more than answerBytesMax "
                    + "(\(draft.answerBytesMax.value))")
        }
    }
}
