import Foundation
import Testing

extension EndToEnd {
    /// Brakes demands at full speed while replicas, supervisor, voter, journaler and guardian are
    /// killed, stopped, slowed down and corrupted. `THRICE_SOAK_SECONDS` sets for how long,
    /// `THRICE_SOAK_SEED` with which draws.
    @Suite struct SoakTests {
        private static func setting(_ name: String) -> Int? {
            ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
        }

        @Test(.timeLimit(.minutes(30)))
        func `whatever happens answers are right or restrictive, none is lost, nothing leaks`()
            throws
        {
            let brakes = try Family.brakes.get()
            let length = Self.setting("THRICE_SOAK_SECONDS") ?? 10
            let end = ContinuousClock.now + .seconds(length)
            var seed = UInt64(Self.setting("THRICE_SOAK_SEED") ?? 1)
            var tally = SoakTally()
            repeat {
                try soak(brakes, seed: seed, until: end, &tally)
                seed += 1
            } while ContinuousClock.now < end
            print("soak: \(tally.text)")
            #expect(tally.right > tally.restrictive, "\(tally.text)")
        }

        /// One journey after the other; its demands go on where the last one's ended.
        private func soak(
            _ brakes: Family, seed: UInt64, until end: ContinuousClock.Instant,
            _ tally: inout SoakTally
        ) throws {
            let journeys = Self.setting("THRICE_SOAK_JOURNEYS") ?? 50
            let demands = (0..<journeys).flatMap { _ in brakes.demands }
            let right = try Self.answers(brakes, demands)
            let run = try JournaledRun(
                demands: demands,
                words: [brakes.folder.path, "--durability", "synced", "--deadline", "500ms"])
            var tormentor = Tormentor(run, seed: seed)
            try tormentor.torment(until: end)
            #expect(run.status == 0 || run.status == 1, "seed \(seed): \(run.errors)")
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(lines.count == right.count, "seed \(seed)")
            let wrong = zip(lines, right).enumerated().filter { $0.element.0 != $0.element.1 }
                .filter { $0.element.0 != "APPLY" }
            #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3))")
            run.expectNothingLeft()
            tally.add(lines, right, tormentor.counts, starts: run.starts)
            for (name, gauge) in tormentor.gauges where gauge.descriptors.count > 20 {
                #expect(gauge.descriptorGrowth < 8, "seed \(seed): \(name) \(gauge.descriptors)")
                #expect(gauge.memoryGrowth < 64 << 20, "seed \(seed): \(name) \(gauge.memory)")
            }
        }

        /// What one variant says that nobody troubles.
        private static func answers(_ brakes: Family, _ demands: [String]) throws -> [String] {
            let scratch = try ScratchFolder(UUID().uuidString)
            try (demands.joined(separator: "\n") + "\n").write(
                toFile: scratch.path("demands"), atomically: false, encoding: .utf8)
            guard let variant = try brakes.variants().first else {
                throw KitError("there is no variant")
            }
            _ = try Shell.run("'\(variant)' <'\(scratch.path("demands"))' >'\(scratch.path("a"))'")
            return try lines(URL(fileURLWithPath: scratch.path("a")))
        }
    }
}
