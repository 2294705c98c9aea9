import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// A generated variant whose build does not do gets another one while the vote goes on.
    @Suite struct RebuildTests {
        private let variants = "variants: {count: 3, seed: 7, libraries: [glibc]}\n"

        @Test(.timeLimit(.minutes(3)))
        func `a variant with a planted crash is built anew, and the new one votes`() throws {
            let family = try PlantedFamily(
                plant: "build/v02/", variants + "health: {restarts: 0, rebuilds: 1, hold: 1ms}")
            let run = try family.run()
            var stream = Stream(run)
            try stream.next(30)
            try stream.next(
                until: { try run.hasStarted("v02", behind: "built") }, within: .seconds(100))
            for _ in 0..<10 { try stream.next(20) }
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let events = try run.events(of: "v02")
            #expect(
                events.filter { ["building", "built", "started"].contains($0) }
                    == ["started", "building", "built", "started"])
            let built = try #require(try run.event("built"))
            let folder = try #require(built["folder"] as? String)
            #expect(folder.hasSuffix("/run/builds/v02-1"))
            try expectWhole(folder, seed: #require(built["seed"] as? UInt64))
            let summary = try outcome.summaryOrThrow()
            #expect(summary.seats?.map(\.replica) == ["v02"])
            #expect(summary.seats?.first?.occupant == "v02-1")
            #expect(summary.seats?.first?.seed == built["seed"] as? UInt64)
            // It answered what came after it: demand 40 and those until it was there it has not.
            let own = try summary.replica("v02")
            #expect(own.crashed >= 1 && own.agreed > 39 && own.dissented == 0)
            let story = try ThriceRun(
                ["events", run.scratch.path("run"), "--event", "built"], input: .none
            ).finish()
            #expect(story.answers.count == 1)
            #expect(story.answers.first?.contains("has a new build, of seed") == true)
            run.expectNothingLeft()
        }

        /// As good as the others: with a manifest and a proof, and nothing of the making is left.
        private func expectWhole(_ folder: String, seed: UInt64) throws {
            let files = FileManager.default
            for name in ["family.json", "v02/manifest.json", "v02/planted", "generator.log"] {
                #expect(files.fileExists(atPath: "\(folder)/\(name)"), "\(name)")
            }
            for name in [".work", ".generating", ".cache", "v01"] {
                #expect(!files.fileExists(atPath: "\(folder)/\(name)"), "\(name)")
            }
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/family.json"))
            let found = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            #expect(found?["seed"] as? UInt64 == seed)
            let made = found?["variants"] as? [[String: Any]]
            #expect(made?.count == 1 && made?.first?["checked"] as? Bool == true)
        }

        @Test(.timeLimit(.minutes(3)))
        func `what cannot be generated climbs on, and the run goes on`() throws {
            let family = try PlantedFamily(
                plant: "build/v02/", variants + "health: {restarts: 0, rebuilds: 5}")
            let run = try family.run()
            var stream = Stream(run)
            try stream.next(10)
            try FileManager.default.removeItem(atPath: family.folder.path("planted.c"))
            try stream.next(
                until: { try run.events(of: "v02").contains("ejected") }, within: .seconds(60))
            try stream.next(50)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let failure = try #require(try run.event("notBuilt"))
            #expect(failure["cause"] as? String == "thrice-generate ended with exit code 66")
            let log = try String(
                contentsOfFile: #require(failure["log"] as? String), encoding: .utf8)
            #expect(log.contains("planted.c"))
            #expect(try run.events(of: "v02").filter { $0 == "building" }.count == 1)
            #expect(try outcome.summaryOrThrow().seats == [])
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(3)))
        func `generation is ended when its time is over`() throws {
            let family = try PlantedFamily(
                plant: "build/v02/",
                variants + "health: {restarts: 0, rebuilds: 1, rebuildTime: 50ms}")
            let run = try family.run()
            var stream = Stream(run)
            try stream.next(50)
            try stream.next(
                until: { try run.events(of: "v02").contains("ejected") }, within: .seconds(60))
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            let failure = try #require(try run.event("notBuilt"))
            #expect(failure["cause"] as? String == "it took longer than 'rebuildTime' allows")
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(3)), arguments: [false, true])
        func `a run that ends leaves nothing of a build behind`(isKilled: Bool) throws {
            let family = try PlantedFamily(
                plant: "build/v02/", variants + "health: {restarts: 0, rebuilds: 1}")
            let run = try family.run()
            var stream = Stream(run)
            try stream.next(30)
            try stream.next(until: { try run.event("building") != nil }, within: .seconds(60))
            if isKilled {
                _ = try run.pids()
                run.guardian.signal(SIGKILL)
                _ = try run.waitForExit(within: .seconds(30))
                run.expectNothingLeft(within: .seconds(20))
            } else {
                _ = try run.finish()
                run.expectNothingLeft()
                let work = try FileManager.default.contentsOfDirectory(
                    atPath: run.scratch.path("run/builds/v02-1"))
                #expect(Set(work).isDisjoint(with: [".work", ".generating", ".cache"]))
            }
        }

        @Test(.timeLimit(.minutes(3)))
        func `a run that goes on begins with the build that sat there`() throws {
            let family = try PlantedFamily(
                plant: "build/v02/",
                variants + "durability: buffered\nhealth: {restarts: 0, rebuilds: 1}")
            let run = try family.run()
            var stream = Stream(run)
            try stream.next(30)
            try stream.next(
                until: { try run.events(of: "v02").contains("built") }, within: .seconds(100))
            try stream.next(20)
            try run.signal("voter", SIGKILL)
            try stream.next(until: { try run.event("voterDied") != nil })
            try stream.next(20)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(try outcome.summaryOrThrow().seats?.first?.occupant == "v02-1")
            #expect(try run.events(of: "v02").filter { $0 == "building" }.count == 1)
            run.expectNothingLeft()
        }
    }
}
