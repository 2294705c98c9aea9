import Reporting
import Testing
import Thresholds
import Voting

/// A specification of numbers: an answer is at most one apart from the demand; demands below 0 are
/// none. With state it is also no less than the version's own answer before, or with feedback than
/// what went out before.
private final class Near: AcceptanceTest {
    let hasState: Bool
    let takesFeedback: Bool
    private var least: [Int: Int] = [:]

    init(hasState: Bool = false, takesFeedback: Bool = false) {
        self.hasState = hasState
        self.takesFeedback = takesFeedback
    }

    private func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
        Int(String(decoding: bytes, as: UTF8.self))
    }

    func admits(_ demand: AskedDemand) -> Bool {
        number(demand.bytes).map { $0 >= 0 } ?? false
    }

    func begins(_ replica: Int) { least[replica] = 0 }

    func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        guard let asked = number(demand.bytes), let said = number(answer), var low = least[replica]
        else {
            return .rejected
        }
        if asked == 77 { return .undecided }
        if takesFeedback { low = number(demand.previous) ?? 0 }
        if abs(asked - said) > 1 || (hasState || takesFeedback) && said < low {
            if hasState { least[replica] = nil }
            return .rejected
        }
        least[replica] = said
        return .accepted
    }

    func reason() -> String { "" }
    func isDeterministic() -> Bool? { nil }
}

@Suite struct RecordedAcceptanceTests {
    private func lines(_ text: String) -> [ArraySlice<UInt8>] {
        text.split(separator: " ").map { Array($0.utf8)[...] }
    }

    private func judged(
        _ demands: String, _ versions: [String], restrictive: [UInt8]? = nil,
        test: @escaping () -> Near = { Near() }
    ) -> RecordedAcceptance {
        RecordedAcceptance(
            demands: lines(demands), versions: versions.map(lines), restrictive: restrictive
        ) { (_: Int) throws(Never) in test() }
    }

    @Test func `rejected and undecided answers and demands outside are told apart`() {
        let result = judged("5 -1 9 77", ["4 0 7 77", "6 0 10 ERR"])
        #expect(result.rejected.map(Array.init) == [[2, 3], []])
        #expect(result.undecided.map(Array.init) == [[3], []])
        #expect(Array(result.outsideOfAll) == [1])
    }

    @Test func `each version has a state of its own, which an unreadable line hides`() {
        let result = judged("5 6 6", ["6 5 6", "5 6 7", "ERR 6 6"]) { Near(hasState: true) }
        #expect(result.rejected.map(Array.init) == [[1, 2], [], [1, 2]])
    }

    @Test func `with feedback what went out before is the version's own answer`() {
        let result = judged("5 6 6", ["6 5 5", "5 6 7"], restrictive: Array("0".utf8)) {
            Near(takesFeedback: true)
        }
        #expect(result.rejected.map(Array.init) == [[1], []])
    }

    @Test func `more versions than one test judges are judged by several`() {
        let versions = (0..<130).map { $0 % 2 == 0 ? "5" : "9" }
        var asked: [Int] = []
        let result = RecordedAcceptance(
            demands: lines("5"), versions: versions.map(lines), restrictive: nil
        ) { (count: Int) throws(Never) in
            asked.append(count)
            return Near()
        }
        #expect(asked == [64, 64, 2])
        #expect(result.rejected.map(\.count) == (0..<130).map { $0 % 2 })
    }

    /// Two right answers to each demand, which three correct versions choose between; the fourth
    /// is one too high on every fifth.
    private var nondeterministic: Study {
        let demands = (0..<40).map { "\($0 + 1)" }
        let versions = (0..<4).map { version in
            (0..<40).map { demand in
                let asked = demand + 1
                if version == 3 { return demand % 5 == 0 ? asked + 2 : asked + 1 }
                return asked + ((demand + version) % 3 == 0 ? -1 : 1)
            }
        }
        var study = Study(
            names: ["a", "b", "c", "flawed"],
            votes: RecordedVotes(classes: versions.map { $0.map { Int32($0) } }, truth: nil),
            groupSize: 4, agree: 3)
        study.bootstrap.resamples = 20
        study.acceptance = RecordedAcceptance(
            demands: demands.map { Array($0.utf8)[...] },
            versions: versions.map { $0.map { Array("\($0)".utf8)[...] } }, restrictive: nil
        ) { (_: Int) throws(Never) in Near() }
        return study
    }

    @Test func `acceptance calls no correct version faulty, a vote on equal answers most`() throws {
        let accepted = try #require(nondeterministic.result().accepted)
        #expect(accepted.versions.map(\.rejected) == [0, 0, 0, 8])
        for version in accepted.versions.prefix(3) {
            let called = try #require(version.dissented) + #require(version.unagreed)
            #expect(called > 0.3)
            #expect(version.rejectedRight == nil)
        }
        #expect(accepted.outside == 0)
    }

    @Test func `exact voting is on whole answers, whatever else is compared`() throws {
        var study = nondeterministic
        study.exact = study.votes
        study.votes = RecordedVotes(
            classes: Array(repeating: Array(repeating: 0, count: 40), count: 4), truth: nil)
        let accepted = try #require(study.result().accepted)
        #expect(accepted.versions.map(\.dissented) != [0, 0, 0, 0])
        study.exact = nil
        let compared = try #require(study.result().accepted)
        #expect(compared.versions.map(\.dissented) == [0, 0, 0, 0])
    }

    @Test func `with a truth it is counted how often a right answer was rejected`() throws {
        var study = Study(
            names: ["a", "b"],
            votes: RecordedVotes(classes: [[0, 0, -1], [0, 1, 1]], truth: [0, 0, 0]),
            groupSize: 2, agree: 2)
        study.bootstrap.resamples = 10
        study.acceptance = judged("5 9 9", ["7 9 ERR", "5 7 7"])
        let accepted = try #require(study.result().accepted)
        #expect(accepted.versions.map(\.rejected) == [1, 2])
        #expect(accepted.versions.map(\.rejectedRight) == [1, 0])
        #expect(accepted.versions.map(\.rejectedRightInPart) == [nil, nil])
        #expect(study.result().text.contains("rejects 3 answers, 1 of them right."))
    }

    @Test func `right is the whole answer, and a part of it only beside that`() throws {
        var study = Study(
            names: ["a", "b"],
            votes: RecordedVotes(classes: [[0, 0, -1], [0, 1, 1]], truth: [0, 0, 0]),
            groupSize: 2, agree: 2)
        study.bootstrap.resamples = 10
        study.acceptance = judged("5 9 9", ["7 9 ERR", "5 7 7"])
        study.whole = RecordedVotes(classes: [[2, 0, -1], [0, 1, 1]], truth: [0, 0, 0])
        let result = study.result()
        let accepted = try #require(result.accepted)
        #expect(accepted.versions.map(\.rejectedRight) == [0, 0])
        #expect(accepted.versions.map(\.rejectedRightInPart) == [1, 0])
        for report in [result.text, result.page] {
            let told = report.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(
                told.contains(
                    "The machine rejects 3 answers, none of them right. 1 of them is right in what "
                        + "is compared, which is a part of the answer, while the machine judges "
                        + "all of it."))
        }
        #expect(try result.json.contains("\"rejectedRightInPart\" : 1"))
    }

    @Test func `the table with the machine is that of the votes that are left`() throws {
        let votes = BruteForce.table(versions: 5, demands: 30, seed: 4)
        var study = Study(
            names: (0..<5).map { "v\($0)" }, votes: votes, groupSize: 3, agree: 2)
        study.bootstrap.resamples = 30
        let plain = study.result()
        // Every third answer of a version is too far away, and two demands are none.
        let demands = (0..<30).map { $0 == 7 || $0 == 8 ? "-1" : "5" }
        let versions = (0..<5).map { version in
            (0..<30).map { ($0 + version) % 3 == 0 ? "9" : "5" }.joined(separator: " ")
        }
        study.acceptance = judged(demands.joined(separator: " "), versions)
        let result = study.result()
        let accepted = try #require(result.accepted)
        #expect(result.thresholds == plain.thresholds, "without the machine nothing changes")
        #expect(result.coincidence == plain.coincidence)
        #expect(accepted.outside == 2)
        var left = votes
        for version in 0..<5 {
            let out = DemandSet(count: 30) { $0 == 7 || $0 == 8 || ($0 + version) % 3 == 0 }
            left = left.rejecting(
                (0..<5).map { $0 == version ? out : DemandSet(count: 30) })
        }
        for (index, threshold) in accepted.thresholds.enumerated() {
            let rates = BruteForce(votes: left).rates(size: 3, agree: index + 1)
            #expect(
                areNear(
                    [threshold.wrong, threshold.restrictive, threshold.right].map {
                        $0?.value ?? .nan
                    }, rates, within: 1e-9))
        }
    }

    @Test(arguments: [(3, 2), (4, 3), (5, 3), (6, 4), (1, 1)])
    func `what exact voting says of each version is what counting all groups says`(
        size: Int, agree: Int
    ) throws {
        let votes = BruteForce.table(versions: 6, demands: 25, seed: UInt64(size))
        let counted = try #require(ExactVoting.all(votes, size: size, agree: agree))
        for version in 0..<6 {
            var dissented = 0
            var unagreed = 0
            let groups = BruteForce.groups(of: size, versions: 6).filter { $0.contains(version) }
            for group in groups {
                for demand in 0..<25 {
                    var counts: [Int32: Int] = [:]
                    for member in group where votes.classes[member][demand] >= 0 {
                        counts[votes.classes[member][demand], default: 0] += 1
                    }
                    let elected = counts.first { $0.value >= agree }?.key
                    if elected == nil { unagreed += 1 }
                    if elected != nil, elected != votes.classes[version][demand] { dissented += 1 }
                }
            }
            let total = Double(groups.count * 25)
            #expect(
                areNear(
                    [counted[version].dissented, counted[version].unagreed],
                    [Double(dissented) / total, Double(unagreed) / total], within: 1e-9))
        }
        #expect(ExactVoting.all(votes, size: 4, agree: 2) == nil)
    }

    @Test func `every report has both columns, and none without a machine`() throws {
        let study = nondeterministic
        let result = study.result()
        let text = result.text
        #expect(text.contains("Without and with the machine"))
        #expect(text.contains("with machine"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(text.contains("flawed") && text.contains("outvoted %"))
        #expect(result.page.contains("Without and with the machine"))
        #expect(try result.json.contains("\"accepted\""))
        var without = study
        without.acceptance = nil
        #expect(!without.result().text.contains("machine"))
        #expect(try !without.result().json.contains("\"accepted\""))
        #expect(!without.result().page.contains("machine"))
    }

    @Test func `the two columns stand side by side like this`() {
        var study = nondeterministic
        study.bootstrap.resamples = 10
        let lines = study.result().text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("Without and with") } ?? 0
        #expect(
            lines[start...].prefix(6).joined(separator: "\n") == """
                Without and with the machine: an answer that the machine does not accept counts as \
                none.
                agree   elected %  with machine  restrictive %  with machine
                1 of 4        100           100              0             0
                2 of 4        100           100              0             0
                3 of 4     80.000        80.000         20.000        20.000
                4 of 4          0             0            100           100
                """)
    }
}
