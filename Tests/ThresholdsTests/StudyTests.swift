import Testing
import Thresholds

@Suite struct StudyTests {
    private func study(versions: Int, size: Int, hasTruth: Bool = true) -> Study {
        var study = Study(
            names: (0..<versions).map { "v\($0)" },
            votes: BruteForce.table(versions: versions, demands: 40, hasTruth: hasTruth, seed: 9),
            groupSize: size, agree: size / 2 + 1)
        study.bootstrap.resamples = 60
        return study
    }

    @Test func `too few versions leave intervals over demands only, and it is said`() {
        let few = study(versions: 3, size: 3).result()
        #expect(few.intervals.variation == .demands)
        #expect(few.intervals.restrictedBecause?.contains("3 versions are too few") == true)
        let many = study(versions: 9, size: 3).result()
        #expect(many.intervals.variation == .both)
        #expect(many.intervals.restrictedBecause == nil)
    }

    @Test func `without a truth nothing is right or wrong`() throws {
        let result = study(versions: 9, size: 3, hasTruth: false).result()
        #expect(result.coincidence == nil)
        #expect(result.identicalFailures.isEmpty)
        #expect(result.versions.allSatisfy { $0.failures == nil && $0.interval == nil })
        for threshold in result.thresholds {
            #expect(threshold.wrong == nil && threshold.right == nil)
            let elected = try #require(threshold.elected)
            let restrictive = try #require(threshold.restrictive)
            #expect(abs(elected.value + restrictive.value - 1) < 1e-12)
        }
    }

    @Test func `wrong, restrictive and right are all there is`() throws {
        for threshold in study(versions: 9, size: 4).result().thresholds {
            let sum = [threshold.wrong, threshold.restrictive, threshold.right]
                .reduce(0) { $0 + ($1?.value ?? 0) }
            #expect(abs(sum - 1) < 1e-12)
            #expect((threshold.tie != nil) == (2 * threshold.agree <= 4))
        }
    }

    @Test func `an acceptance test only removes ballots`() throws {
        var study = study(versions: 9, size: 3)
        // A condition that the even versions fail on the first ten demands.
        let failing = (0..<9).map { version in
            (0..<40).map { $0 < 10 && version % 2 == 0 ? Int32(1) : 0 }
        }
        study.conditions = [
            Condition(
                label: "2", isBit: false,
                votes: RecordedVotes(
                    classes: failing, truth: Array(repeating: 0, count: 40)))
        ]
        let before = study.result().thresholds
        study.checked = [0]
        let after = try #require(study.result().checked).thresholds
        for (one, other) in zip(before, after) {
            let wrong = (try #require(one.wrong).value, try #require(other.wrong).value)
            #expect(wrong.1 <= wrong.0)
            let restrictive = (
                try #require(one.restrictive).value, try #require(other.restrictive).value
            )
            #expect(restrictive.1 >= restrictive.0)
        }
        #expect(before[1].wrong != after[1].wrong)
    }

    @Test func `a condition that is the whole vote is not suggested`() {
        var study = study(versions: 9, size: 3)
        func condition(decidesAlone: Bool) -> Condition {
            Condition(label: "1", isBit: false, decidesAlone: decidesAlone, votes: study.votes)
        }
        study.conditions = [condition(decidesAlone: true)]
        #expect(study.result().suggestions.isEmpty)
        study.conditions = [condition(decidesAlone: false)]
        #expect(study.result().suggestions.map(\.risk) == [0])
    }

    @Test func `every threshold has all its names`() {
        #expect(
            study(versions: 9, size: 3).result().thresholds.map(\.name) == [
                "permissive 1 of 3 (IEC 61508: 3oo3, rail: 1oo3)",
                "permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)",
                "permissive 3 of 3 (IEC 61508: 1oo3, rail: 3oo3)",
            ])
    }

    @Test func `a version that never failed has a bound of its own`() throws {
        var study = Study(
            names: ["good", "bad"],
            votes: RecordedVotes(classes: [[0, 0], [0, 1]], truth: [0, 0]), groupSize: 2,
            agree: 2)
        study.bootstrap.resamples = 10
        let versions = study.result().versions
        let bound = try #require(versions[0].zeroFailureBound)
        #expect(abs(bound - (1 - 0.05.squareRoot())) < 1e-12)
        #expect(versions[1].zeroFailureBound == nil)
        #expect(versions[1].failures == 1)
    }
}
