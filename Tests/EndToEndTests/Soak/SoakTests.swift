import Foundation
import Testing

extension EndToEnd {
    /// Demands at full speed while replicas, supervisor, voter, journaler and guardian are killed,
    /// stopped, slowed down and corrupted. `THRICE_SOAK_SECONDS` sets for how long,
    /// `THRICE_SOAK_SEED` with which draws.
    @Suite struct SoakTests {
        private static func setting(_ name: String) -> Int? {
            ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
        }

        private static let seconds = setting("THRICE_SOAK_SECONDS") ?? 10

        @Test(.timeLimit(.minutes(30)))
        func `whatever happens answers are right or restrictive, none is lost, nothing leaks`()
            throws
        {
            let brakes = try SoakSubject.brakes(
                journeys: Self.setting("THRICE_SOAK_JOURNEYS") ?? 50)
            try soak(brakes, seconds: Self.seconds)
        }

        /// A history that grows for as long as it lasts, and a journal that does not.
        @Test(.timeLimit(.minutes(30)))
        func `replicas with state come back by checkpoints for as long as it lasts`() throws {
            let scratch = try ScratchFolder("soak-\(UUID().uuidString)")
            let keepers = try SoakSubject.keepers(
                demands: Self.setting("THRICE_SOAK_DEMANDS") ?? 20_000, in: scratch)
            try soak(keepers, seconds: Self.seconds / 2)
        }

        private func soak(_ subject: SoakSubject, seconds: Int) throws {
            let end = ContinuousClock.now + .seconds(seconds)
            var seed = UInt64(Self.setting("THRICE_SOAK_SEED") ?? 1)
            var tally = SoakTally()
            repeat {
                try soak(subject, seed: seed, until: end, &tally)
                seed += 1
            } while ContinuousClock.now < end
            print("soak: \(tally.text)")
            #expect(tally.right > tally.restrictive, "\(tally.text)")
        }

        private func soak(
            _ subject: SoakSubject, seed: UInt64, until end: ContinuousClock.Instant,
            _ tally: inout SoakTally
        ) throws {
            let run = try JournaledRun(
                demands: subject.demands, words: [subject.folder] + subject.options)
            var tormentor = Tormentor(run, seed: seed)
            try tormentor.torment(until: end)
            #expect(run.status == 0 || run.status == 1, "seed \(seed): \(run.errors)")
            let right = subject.right
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(lines.count == right.count, "seed \(seed)")
            let wrong = zip(lines, right).enumerated().filter { $0.element.0 != $0.element.1 }
                .filter { $0.element.0 != subject.restrictive }
            #expect(wrong.isEmpty, "seed \(seed): \(wrong.count), \(wrong.prefix(3))")
            run.expectNothingLeft()
            if let most = subject.segmentsMax {
                let files = try FileManager.default.contentsOfDirectory(
                    atPath: run.folder + "/journal")
                #expect(files.count { $0.hasPrefix("segment-") } <= most, "seed \(seed): \(files)")
            }
            tally.add(lines, right, tormentor.counts, starts: run.starts)
            for (name, gauge) in tormentor.gauges where gauge.descriptors.count > 20 {
                #expect(gauge.descriptorGrowth < 8, "seed \(seed): \(name) \(gauge.descriptors)")
                #expect(gauge.memoryGrowth < 64 << 20, "seed \(seed): \(name) \(gauge.memory)")
            }
        }
    }
}
