import Campaigns
import Testing

@Suite struct ShardTests {
    @Test(arguments: [(1, 1), (7, 3), (12, 4), (10_001, 40), (1_000_000_000, 999_983)])
    func `shards have every trial once, and as many each as the others`(
        planned: UInt64, count: UInt64
    ) throws {
        var next: UInt64 = 1
        let each = planned / count
        for shard in Shard.all(of: count) {
            let trials = try #require(shard.trials(of: planned))
            #expect(trials.lowerBound == next)
            #expect(each...(each + 1) ~= UInt64(trials.count))
            next = trials.upperBound + 1
        }
        #expect(next == planned + 1)
    }

    @Test func `where there are more shards than trials the last ones have none`() {
        #expect(Shard(3, of: 5)?.trials(of: 3) == 3...3)
        #expect(Shard(4, of: 5)?.trials(of: 3) == nil)
    }

    @Test func `every line of a stratified campaign is in every shard`() throws {
        let campaign = Rig.campaign(
            [Rig.line("flip-register-bits"), Rig.line("omit-answer")], sampling: .stratified)
        let plan = TrialPlan(
            campaign, space: FaultSpace(campaign, replicas: [0], windows: Rig.windows([[500]])))
        // A stride of two would give each of two shards one line only.
        for shard in Shard.all(of: 2) {
            let trials = try #require(shard.trials(of: plan.count))
            #expect(Set(trials.map { plan.trial($0).line }) == [0, 1])
        }
        let stride = stride(from: UInt64(1), through: plan.count, by: 2)
        #expect(Set(stride.map { plan.trial($0).line }).count == 1)
    }

    @Test(arguments: ["3/40", "1/1", "1000000/1000000"])
    func `its text and the name of its file lead back to it`(text: String) throws {
        let shard = try #require(Shard(text))
        #expect(shard.description == text)
        #expect(Shard(fileName: shard.fileName) == shard)
    }

    @Test func `names sort as numbers do`() {
        #expect(Shard(3, of: 40)?.fileName == "shard-0003-of-0040")
        #expect(Shard(3, of: 123_456)?.fileName == "shard-000003-of-123456")
    }

    @Test(arguments: ["0/4", "5/4", "1/0", "1", "1/2/3", "a/b", "-1/4", "1/1000001", ""])
    func `what is no shard is none`(text: String) {
        #expect(Shard(text) == nil)
    }

    @Test(arguments: [
        "shard-3-of-40", "shard-0005-of-0004", "shard-0003-of-0040-x", "results",
        "shard-003-of-004",
    ])
    func `a file of another name is no shard's`(name: String) {
        #expect(Shard(fileName: name) == nil)
    }
}
