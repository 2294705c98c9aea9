import Foundation
import Testing

extension EndToEnd {
    /// The machines of the brake supervision against all that is recorded of it.
    @Suite struct BrakesMachineTests {
        private static let folder = Fixture.root.appendingPathComponent("variants/brakes")
        private static let demands = folder.path + "/demands/demands.txt"

        @Test(.timeLimit(.minutes(1)))
        func `both machines accept every expected answer`() throws {
            let expected = "'\(Self.folder.path)/demands/expected.txt'"
            let vote = try MachineVote(
                Self.folder.path, Array(repeating: expected, count: 4), demands: Self.demands)
            #expect(vote.summary.demands == 597 && vote.summary.agreed == 597)
            #expect(vote.summary.replicas.allSatisfy { $0.rejected == 0 })
        }

        /// One recording for every demand, with the answer to that demand turned round. A machine
        /// with state rejects all that comes after a rejected answer.
        @Test(.timeLimit(.minutes(2)))
        func `the function rejects every answer that is turned round`() throws {
            let expected = try lines(Self.folder.appendingPathComponent("demands/expected.txt"))
            let scratch = try ScratchFolder(UUID().uuidString)
            for first in stride(from: 0, to: expected.count, by: 60) {
                let turned = first..<min(first + 60, expected.count)
                try Self.write(scratch, turned: turned, of: expected)
                let vote = try MachineVote(
                    scratch.root, turned.map { "'\(scratch.path("\($0).txt"))'" },
                    demands: Self.demands)
                #expect(
                    vote.summary.replicas.map(\.rejected)
                        == turned.map { expected.count - $0 })
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func `the machines are found sound, and APPLY always allowed`() throws {
            let check = try Shell.run("\"$THRICE\" check '\(Self.folder.path)'")
            #expect(check.status == 0, "\(check.output)\(check.errors)")
            // A train that stands is not too fast: that one branch nothing takes.
            let untaken = check.output.split(separator: "\n")
                .filter { $0.contains("never reached") }
            #expect(untaken.count == 1 && untaken[0].contains("IF at Brakes.mch:159:25"))
        }

        /// An ensemble with as many replicas, and one recording for each.
        private static func write(
            _ scratch: ScratchFolder, turned: Range<Int>, of expected: [String]
        ) throws {
            let configuration = try String(
                contentsOf: folder.appendingPathComponent("thrice.yaml"), encoding: .utf8)
            let machines = configuration.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { !$0.hasPrefix("demand:") }.prefix { !$0.hasPrefix("vote:") }
            let replicas = turned.map { "  - {name: r\($0), command: [cat]}" }
            let text =
                "program: turned\nreplicas:\n" + replicas.joined(separator: "\n") + "\n"
                + machines.joined(separator: "\n")
                + "\nvote: {restrictive: APPLY}\nstateful: true\n"
            try text.write(
                toFile: scratch.path("thrice.yaml"), atomically: false, encoding: .utf8)
            for machine in ["Brakes.mch", "BrakesSafety.mch"] {
                try? FileManager.default.removeItem(atPath: scratch.path(machine))
                try FileManager.default.copyItem(
                    atPath: folder.path + "/\(machine)", toPath: scratch.path(machine))
            }
            for index in turned {
                var answers = expected
                answers[index] = answers[index] == "APPLY" ? "RELEASE" : "APPLY"
                try (answers.joined(separator: "\n") + "\n").write(
                    toFile: scratch.path("\(index).txt"), atomically: false, encoding: .utf8)
            }
        }
    }
}
