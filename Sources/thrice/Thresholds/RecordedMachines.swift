import Ensembles
import Specifications
import Thresholds
import Voting

/// An ensemble's machines, and the demands on which they judge recorded answers.
struct RecordedMachines {
    private let specification: SpecificationPlan
    private let demands: AnswerFile
    private let schema: AnswerSchema
    /// With feedback what counts as the answer before the first.
    private let restrictive: [UInt8]?

    /// - Parameter schema: what answers are read by.
    /// - Returns: nil where nothing is to be judged; a warning says so when there are machines.
    /// - Throws: when there are demands and nothing to judge on them.
    init?(_ ensemble: Ensemble?, demands path: String?, schema: AnswerSchema) throws {
        guard let path else {
            if let ensemble, ensemble.specification != nil {
                Terminal.say("thrice: warning: \(Self.unasked(ensemble))")
            }
            return nil
        }
        guard let ensemble, let specification = ensemble.specification else {
            throw ThriceError(
                .usage, "cannot use '--demands': no machine is there to judge answers on them",
                hint: "name the folder of an ensemble with 'function' or 'safety' first")
        }
        self.specification = specification
        self.schema = schema
        demands = try AnswerFile(path: path, of: "demands")
        restrictive = ensemble.hasFeedback ? ensemble.vote.restrictive : nil
    }

    /// Why answers are not held against the machines that there are.
    static func unasked(_ ensemble: Ensemble) -> String {
        "the machines of '\(ensemble.folder)' are not asked: "
            + "--demands says what these are answers to"
    }

    /// - Parameter versions: the lines of each.
    func judge(_ versions: [[ArraySlice<UInt8>]]) throws -> RecordedAcceptance {
        guard let count = versions.first?.count, count == demands.lines.count else {
            throw ThriceError(
                .badData,
                "cannot match the answers with the demands of '\(demands.path)': "
                    + "\(versions.first?.count ?? 0) lines of answers, "
                    + "\(demands.lines.count) demands"
            )
        }
        return try RecordedAcceptance(
            demands: demands.lines, versions: versions, restrictive: restrictive
        ) { (count: Int) throws(ThriceError) in
            try Self.test(specification, replicas: count, schema: schema)
        }
    }

    static func test(
        _ specification: SpecificationPlan, replicas: Int, schema: AnswerSchema
    ) throws(ThriceError) -> MachineAcceptance {
        do throws(SpecificationError) {
            return try specification.makeTest(replicas: replicas, answer: schema)
        } catch {
            throw ThriceError(.badData, "cannot hold answers against the machines: \(error)")
        }
    }
}
