import Foundation
import Testing

extension EndToEnd {
    /// The main claims on the project's own ensembles: `claims.yaml` with fewer trials and demands,
    /// and ten times as many in replicas, which take a hundredth of the time.
    @Suite struct ClaimsTests {
        private func figures(
            _ family: Family, _ name: String, trials: Int, demands: Int = 10
        ) throws -> CampaignNumbers {
            let scratch = try ScratchFolder("claims-\(UUID().uuidString)")
            let folder = family.folder.path
            let source = try String(
                contentsOfFile: "\(folder)/campaigns/\(name).yaml", encoding: .utf8)
            let lines = source.split(separator: "\n").map { line -> String in
                if line.hasPrefix("trials:") { return "trials: \(trials)" }
                if line.hasPrefix("live:") { return "live: {durability: buffered, rechecks: 10}" }
                if line.hasPrefix("demands:") { return "demands: \(demands)" }
                if line.hasPrefix("  - {model"), !line.contains("in: ") {
                    return Self.tenfold(String(line))
                }
                return String(line).replacing(
                    "ensemble: ../three", with: "ensemble: \(folder)/three")
            }
            let file = scratch.path("\(name).yaml")
            try lines.joined(separator: "\n").write(
                toFile: file, atomically: true, encoding: .utf8)
            let run = try Shell.run(
                "\"$THRICE\" campaign run \(file) --jobs 3 --json --results "
                    + "\(scratch.path("results.sqlite"))")
            #expect(run.status == 0, "\(run.errors)\(run.output.prefix(4000))")
            return try JSONDecoder().decode(CampaignNumbers.self, from: Data(run.output.utf8))
        }

        private static func tenfold(_ line: String) -> String {
            guard let share = line.firstMatch(of: /share: (\d+)/) else {
                return line.replacing("}", with: ", share: 10}")
            }
            return line.replacing(share.0, with: "share: \(share.1)0")
        }

        /// - Parameter alone: of one version, the least share of faults that are not right.
        private func check(_ figures: CampaignNumbers, alone least: Double) throws {
            let own = try #require(figures.votes.first)
            #expect(own.wrong.count == 0, "\(own)")
            #expect(own.failed.count == 0, "\(own)")
            let alone = try #require(figures.votes.first { $0.vote == "alone" })
            #expect(
                Double(alone.failed.count) > least * Double(alone.failed.trials), "\(alone)")
            for live in figures.live {
                #expect(live.wrong.count == 0, "\(live)")
                // Everything is classified.
                #expect(live.outcomes.reduce(0) { $0 + $1.count } == live.trials)
            }
            for component in ["voter", "gate", "journaler"] {
                let own = figures.live.filter { $0.component == component }
                let all = try #require(own.first { $0.fault == "all" })
                // A machine that is busy lets answers come in another order.
                #expect(all.missed * 2 < all.trials, "\(all)")
                let control = try #require(own.first { $0.fault == "inject-nothing" })
                #expect(control.isMostlyQuiet, "\(control)")
            }
        }

        @Test(.timeLimit(.minutes(10)))
        func `brakes, three replicas of which two must agree`() throws {
            let figures = try figures(Family.brakes.get(), "claims", trials: 10000, demands: 2)
            try check(figures, alone: 0.2)
        }

        @Test(.timeLimit(.minutes(10)))
        func `launch, three replicas of which two must agree`() throws {
            let figures = try figures(Family.launch.get(), "claims", trials: 10000, demands: 2)
            try check(figures, alone: 0.2)
        }

        /// A campaign that cannot fail is worth nothing.
        @Test(.timeLimit(.minutes(5)))
        func `the same fault in two of three wins, and is counted`() throws {
            let figures = try figures(Family.brakes.get(), "common", trials: 3000)
            let plain = try #require(figures.votes.first { $0.vote == "2 of 3 unchecked" })
            #expect(plain.wrong.count > 0 && plain.wrong.count < plain.wrong.trials, "\(plain)")
            // The machines know better than a majority.
            let own = try #require(figures.votes.first)
            #expect(own.wrong.count == 0 && own.failed.count > 0, "\(own)")
        }
    }
}
