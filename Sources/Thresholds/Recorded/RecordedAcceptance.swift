import Voting

/// What a specification says of recorded answers: who broke it where.
package struct RecordedAcceptance: Equatable, Sendable {
    /// By version, the demands of the contract on which its answer was not accepted.
    package private(set) var rejected: [DemandSet]
    /// By version, those of the rejected that could not be decided.
    package private(set) var undecided: [DemandSet]
    /// By version, the demands about which the specification promises nothing; different only
    /// where that depends on what went out before.
    package private(set) var outside: [DemandSet]
    package let demands: Int

    /// A test judges at most so many replicas.
    package static let replicasMax = 64

    /// Judges every version by itself, from its first line on. Where answers depend on what went
    /// out before, that is the version's own answer before: it was recorded alone.
    ///
    /// - Parameters:
    ///   - demands: one a line; as many as each version has.
    ///   - restrictive: with feedback, what counts as the answer before the first; otherwise nil.
    ///   - makeTest: for so many replicas, at most `replicasMax`.
    package init<Failure: Error>(
        demands: [ArraySlice<UInt8>], versions: [[ArraySlice<UInt8>]], restrictive: [UInt8]?,
        makeTest: (Int) throws(Failure) -> any AcceptanceTest
    ) throws(Failure) {
        precondition(versions.allSatisfy { $0.count == demands.count }, "lines of unequal count")
        self.demands = demands.count
        let none = DemandSet(count: demands.count)
        rejected = versions.map { _ in none }
        undecided = rejected
        outside = rejected
        for first in stride(from: 0, to: versions.count, by: Self.replicasMax) {
            let count = min(Self.replicasMax, versions.count - first)
            var judging = Judging(
                test: try makeTest(count), first: first, count: count, restrictive: restrictive)
            for demand in demands.indices {
                let lines = versions[first..<first + count].map { $0[demand] }
                judging.judge(demand, demands[demand], lines, into: &self)
            }
        }
    }

    /// Those that are outside for every version.
    package var outsideOfAll: DemandSet {
        DemandSet(count: demands) { demand in outside.allSatisfy { $0.contains(demand) } }
    }

    /// By version, what leaves the vote: its rejected answers, and all answers to demands that
    /// nobody is asked.
    var removed: [DemandSet] { zip(rejected, outside).map { $0.union($1) } }

    /// One test at work.
    private struct Judging {
        let test: any AcceptanceTest
        let first: Int
        var isVoid: [Bool]
        /// What went out before, by version; empty without feedback.
        var previous: [[UInt8]]
        let hasFeedback: Bool

        init(test: any AcceptanceTest, first: Int, count: Int, restrictive: [UInt8]?) {
            self.test = test
            self.first = first
            isVoid = Array(repeating: false, count: count)
            previous = Array(repeating: restrictive ?? [], count: count)
            hasFeedback = restrictive != nil
            for replica in 0..<count { test.begins(replica) }
        }

        mutating func judge(
            _ number: Int, _ demand: ArraySlice<UInt8>, _ lines: [ArraySlice<UInt8>],
            into result: inout RecordedAcceptance
        ) {
            var admitted: Bool?
            demand.withUnsafeBytes { demand in
                for (replica, line) in lines.enumerated() {
                    let isAsked = previous[replica].withUnsafeBytes { previous in
                        if !hasFeedback, let admitted { return admitted }
                        return test.admits(
                            AskedDemand(
                                number: UInt64(number + 1), bytes: demand, previous: previous))
                    }
                    admitted = isAsked
                    let version = first + replica
                    if isAsked {
                        judge(replica, number, demand, line, into: &result)
                    } else {
                        result.outside[version].insert(number)
                    }
                    if hasFeedback { previous[replica] = Array(line) }
                }
            }
        }

        private mutating func judge(
            _ replica: Int, _ number: Int, _ demand: UnsafeRawBufferPointer,
            _ line: ArraySlice<UInt8>, into result: inout RecordedAcceptance
        ) {
            guard AnswerReader.hasAnswer(line) else {
                isVoid[replica] = isVoid[replica] || test.hasState
                return
            }
            guard !isVoid[replica] else {
                result.rejected[first + replica].insert(number)
                return
            }
            let said = line.withUnsafeBytes { answer in
                previous[replica].withUnsafeBytes { previous in
                    test.judge(
                        replica,
                        AskedDemand(number: UInt64(number + 1), bytes: demand, previous: previous),
                        answer: answer)
                }
            }
            if said != .accepted { result.rejected[first + replica].insert(number) }
            if said == .undecided { result.undecided[first + replica].insert(number) }
        }
    }
}
