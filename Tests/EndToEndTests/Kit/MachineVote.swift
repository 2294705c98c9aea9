import Foundation

/// `thrice vote` of an ensemble with machines over recorded answers.
struct MachineVote {
    struct Explanation: Decodable {
        struct Ballot: Decodable {
            let replica, ballot: String
        }

        let demand: Int
        let ballots: [Ballot]
    }

    private struct Output: Decodable {
        let explanations: [Explanation]?
    }

    let summary: RunSummary
    let explanations: [Explanation]

    init(
        _ ensemble: String, _ files: [String], demands: String, _ options: [String] = []
    ) throws {
        let run = try Shell.run(
            "\"$THRICE\" vote '\(ensemble)' \(files.joined(separator: " ")) --json -q "
                + "--demands '\(demands)' \(options.joined(separator: " "))")
        guard run.status < 2 else { throw KitError("thrice vote: \(run.errors)") }
        let data = Data(run.output.utf8)
        summary = try JSONDecoder().decode(RunSummary.self, from: data)
        explanations = try JSONDecoder().decode(Output.self, from: data).explanations ?? []
    }
}
