import Foundation
import Reporting
import Testing
import Voting

struct RunSummaryTests {
    private var summary: RunSummary {
        var tally = Tally(replicas: 2)
        tally.demands = 3000
        tally.agreed = 2994
        tally.masked = 5
        tally.restrictive = 6
        tally.replicas[0].agreed = 3000
        tally.replicas[1].agreed = 2990
        tally.replicas[1].crashed = 10
        tally.replicas[1].restarts = 2
        return RunSummary(
            program: "p", seed: 7, names: ["a", "longer"], tally: tally, seconds: 12.409)
    }

    @Test func `the last line of a run has one shape`() {
        #expect(summary.line == "3000 demands: 2994 agreed (5 masked), 6 restrictive [12.41 s]")
    }

    @Test func `the table stands its numbers to the right`() {
        #expect(
            summary.table == """
                replica  agreed  dissented  late  silent  crashed  malformed  absent  restarts
                a          3000          0     0       0        0          0       0         0
                longer     2990          0     0       0       10          0       0         2

                """)
    }

    @Test func `rejected ballots have a column where there are any, beside those that dissent`() {
        var rejecting = summary
        rejecting.replicas[1].rejected = 7
        #expect(
            rejecting.table == """
                replica  agreed  dissented  rejected  late  silent  crashed  malformed  absent  \
                restarts
                a          3000          0         0     0       0        0          0       0  \
                       0
                longer     2990          0         7     0       0       10          0       0  \
                       2

                """)
    }

    @Test func `demands outside of the contract and undecided ballots are remarked upon`() {
        var outside = summary
        outside.outside = 2
        outside.replicas[0].undecided = 3
        #expect(
            outside.remarks == [
                "2 of the restrictive were outside of the machine's contract; nobody was asked",
                "3 of the rejected ballots could not be decided within the limits",
            ])
        outside.outside = 1
        #expect(outside.remarks.first?.contains("1 of the restrictive was outside") == true)
    }

    @Test func `a run is remarked upon only where the counts do not say it`() {
        #expect(summary.remarks.isEmpty)
        var remarkable = summary
        remarkable.held = 2
        remarkable.beyondFaults = 3
        remarkable.firstBeyondFaults = 17
        #expect(
            remarkable.remarks == [
                "2 of the restrictive were agreed on, and held back by the latch",
                "on 3 of the demands, the first is 17, more replicas failed than 'faults' declares",
            ])
    }

    @Test func `the JSON has the keys that scripts rely on`() throws {
        let data = try JSONEncoder().encode(summary)
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        for key in [
            "schemaVersion", "demands", "agreed", "masked", "restrictive", "restarts", "seed",
        ] { #expect(object[key] is Int, "\(key)") }
        #expect(object["restarts"] as? Int == 2)
        let replicas = try #require(object["replicas"] as? [[String: Any]])
        let counts = [
            "agreed", "dissented", "late", "silent", "crashed", "malformed", "absent", "rejected",
        ]
        for key in ["outside", "held"] { #expect(object[key] is Int, "\(key)") }
        for replica in replicas {
            #expect(replica["undecided"] is Int && replica["lateRejected"] is Int)
            #expect(counts.reduce(0) { $0 + (replica[$1] as? Int ?? 0) } == 3000)
        }
    }
}
