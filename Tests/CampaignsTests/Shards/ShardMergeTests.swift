import Campaigns
import Foundation
import Reporting
import Testing

@Suite struct ShardMergeTests {
    @Test func `what is merged is the campaign in one piece`() throws {
        let rig = try ShardRig()
        // Out of order, one of them twice.
        for shard in ["3/3", "1/3", "2/3", "2/5"] { try rig.finish(shard) }
        let merge = try ShardMerge(rig.folder)
        #expect(merge.missing == [] && merge.planned == 10)
        try merge.write(to: rig.results)
        let (merged, one) = (try ResultFile(path: rig.results, mode: .reading), try rig.whole())
        var facts = try merged.facts()
        #expect(facts.removeValue(forKey: "seconds") == "8.0")
        #expect(try facts == one.facts())
        var (found, wanted) = (
            try FigureCounter(merged).figures(), try FigureCounter(one).figures()
        )
        (found.seconds, wanted.seconds) = (0, 0)
        (found.results, wanted.results) = (nil, nil)
        #expect(found == wanted)
        #expect(try text(of: merged) == text(of: one))
        let left = try FileManager.default.contentsOfDirectory(atPath: rig.root)
        #expect(!left.contains { $0.hasSuffix(".part") }, "\(left)")
    }

    @Test(arguments: [("1/1", "1/2"), ("1/2", "1/1")])
    func `of trials that were done live twice only what differs must stay`(
        _ bad: String, _ good: String
    ) throws {
        let rig = try ShardRig()
        let facts = ["rechecks": "3"]
        let differs = Recheck(.differs, "v01 is silent")
        try rig.finish(bad, facts: facts, rechecks: [2: differs, 3: Recheck(.same)])
        try rig.finish(good, facts: facts, rechecks: [2: Recheck(.missed, "late")])
        try ShardMerge(rig.folder).write(to: rig.results)
        let file = try ResultFile(path: rig.results, mode: .reading)
        let rechecks = try #require(try FigureCounter(file).figures().rechecks)
        #expect(
            rechecks.differing == [
                CampaignFigures.Rechecks.Differing(trial: 2, note: "v01 is silent")
            ])
        #expect(rechecks.same == 1 && rechecks.missed == 0)
    }

    private func text(of file: ResultFile) throws -> String {
        var text = ""
        try TrialTable(file).write { text += $0 }
        return text
    }

    @Test func `what no shard has is missing`() throws {
        let rig = try ShardRig()
        for shard in ["1/5", "3/5", "4/5"] { try rig.finish(shard) }
        let merge = try ShardMerge(rig.folder)
        #expect(merge.missing == [3...4, 9...10])
        try merge.write(to: rig.results)
        #expect(try ResultFile(path: rig.results).done() == [1, 2, 5, 6, 7, 8])
        #expect(throws: CampaignError.self) { try ShardMerge(ShardRig().folder) }
    }

    @Test func `shards of different campaigns are refused`() throws {
        let rig = try ShardRig()
        try rig.finish("1/2")
        try rig.finish("2/2", facts: ["programs": "others"])
        let error = #expect(throws: CampaignError.self) { try ShardMerge(rig.folder) }
        #expect(error?.message.contains("their 'programs' are not the same") ?? false)
    }

    @Test func `shards that say different things of a trial are refused, and leave no file`()
        throws
    {
        let rig = try ShardRig()
        for shard in ["1/2", "2/2"] { try rig.finish(shard) }
        // Trials 5 to 7, of which 5 is in the first half and 6 and 7 in the second.
        try rig.finish("3/4", answer: "8")
        let merge = try ShardMerge(rig.folder)
        let error = #expect(throws: CampaignError.self) { try merge.write(to: rig.results) }
        #expect(error?.message.contains("do not say the same of trial") ?? false)
        #expect(error?.message.contains("shard-0003-of-0004") ?? false, "\(error.debugDescription)")
        let left = try FileManager.default.contentsOfDirectory(atPath: rig.root)
        #expect(left == ["results.shards"])
    }

    /// The planted bug: a shard that is written under its own name at once, and killed.
    @Test func `a shard that was killed under its own name is not taken for a whole one`() throws {
        let rig = try ShardRig()
        try rig.finish("1/2")
        let shard = try #require(Shard("2/2"))
        let part = try rig.part(shard, trials: 6...8)
        try part.file.close()
        try FileManager.default.moveItem(
            atPath: rig.folder.part(shard), toPath: rig.folder.whole(shard))
        let error = #expect(throws: CampaignError.self) { try ShardMerge(rig.folder) }
        #expect(error?.message.contains("it has 3 of the 5 trials from 6 to 10") ?? false)
        guard case .damaged = ShardSurvey(rig.folder)?.states[1].state else {
            Issue.record("its status does not say so")
            return
        }
    }

    @Test func `a file that was cut off is not taken for a whole shard`() throws {
        let rig = try ShardRig()
        try rig.finish("1/1")
        let path = rig.folder.whole(try #require(Shard("1/1")))
        let bytes = try #require(FileManager.default.contents(atPath: path))
        for length in [0, 100, 4096, bytes.count / 2, bytes.count - 4096] {
            try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(throws: CampaignError.self, "\(length)") { try ShardMerge(rig.folder) }
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(try ShardMerge(rig.folder).missing == [])
    }

    @Test func `a shard with missing trials does not get its name`() throws {
        let rig = try ShardRig()
        let shard = try #require(Shard("1/2"))
        let part = try rig.part(shard, trials: 1...4)
        #expect(throws: CampaignError.self) { try part.finish() }
        #expect(!rig.folder.isWhole(shard))
    }

    @Test func `a shard under the name of another one is refused`() throws {
        let rig = try ShardRig()
        try rig.finish("1/2")
        let (first, second) = (try #require(Shard("1/2")), try #require(Shard("2/2")))
        try FileManager.default.copyItem(
            atPath: rig.folder.whole(first), toPath: rig.folder.whole(second))
        let error = #expect(throws: CampaignError.self) { try ShardMerge(rig.folder) }
        #expect(error?.message.contains("it says of itself that it is shard '1/2'") ?? false)
    }

    @Test func `a lock is held by one, and gone with it`() throws {
        let rig = try ShardRig()
        let path = rig.folder.lock(try #require(Shard("1/2")))
        #expect(!ShardLock.isHeld(path))
        do {
            let lock = try ShardLock.take(path) { Issue.record("nobody has it") }
            #expect(ShardLock.isHeld(path))
            withExtendedLifetime(lock) {}
        }
        #expect(!ShardLock.isHeld(path))
    }
}
