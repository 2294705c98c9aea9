import Foundation
import Testing

extension EndToEnd {
    /// The machine of the Launch Interceptor Program against what people's programs answered.
    @Suite struct LaunchMachineTests {
        private static let folder = Fixture.root.path + "/variants/launch"

        /// The first demands only: the machine counts with integers of many digits.
        @Test(.timeLimit(.minutes(2)))
        func `no right answer is rejected, and most wrong ones that agree are`() throws {
            let count = 150
            let scratch = try ScratchFolder(UUID().uuidString)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: Self.folder + "/recorded"
            ).sorted()
            for path in names.map({ "recorded/\($0)" })
                + ["demands/demands.txt", "demands/oracle.txt"]
            {
                let kept = try lines(URL(fileURLWithPath: Self.folder + "/" + path)).prefix(count)
                try (kept.joined(separator: "\n") + "\n").write(
                    toFile: scratch.path((path as NSString).lastPathComponent), atomically: false,
                    encoding: .utf8)
            }
            let table = try Shell.run(
                """
                cd '\(scratch.root)' && "$THRICE" thresholds '\(Self.folder)' \
                \(names.joined(separator: " ")) --truth oracle.txt --demands demands.txt \
                --group-size 3 --agree 2 --resamples 10
                """)
            #expect(table.status == 0, "\(table.errors)")
            let rows = table.output.split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
            let told = try #require(
                table.output.firstMatch(of: /machine rejects ([0-9,]+) answers, none of them right/)
            )
            #expect(told.output.1 != "0")
            // `2 of 3`, wrong without and with the machine, and right without and with it.
            let row = try #require(rows.first { $0.starts(with: ["2", "of", "3"]) })
            let (blind, held) = (try #require(Double(row[3])), try #require(Double(row[4])))
            #expect(held < blind / 5)
            #expect(row[7] == row[8])
            // What is right in LAUNCH is rejected for CMV.
            let decision = try Shell.run(
                """
                cd '\(scratch.root)' && "$THRICE" thresholds '\(Self.folder)' \
                \(names.joined(separator: " ")) --truth oracle.txt --demands demands.txt \
                --group-size 3 --agree 2 --resamples 10 --permissive LAUNCH=1 | tr -s ' \\n' ' '
                """)
            let words = /rejects ([0-9,]+) answers, none of them right\. [0-9,]+ of them are right/
            let part = try #require(decision.output.firstMatch(of: words), "\(decision.output)")
            #expect(part.output.1 == told.output.1)
        }
    }
}
