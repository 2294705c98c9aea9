import Machines
import Specifications
import Testing
import Voting

/// An acceptance test over machines, asked with texts.
final class Rig {
    let test: any AcceptanceTest

    init(
        function: MachineBinding? = nil, safety: MachineBinding? = nil, demand: DemandSchema,
        answer: AnswerSchema, feedback: Bool = false, restrictive: String = "", replicas: Int = 3
    ) throws {
        let plan = SpecificationPlan(
            demand: demand, function: function, safety: safety, hasFeedback: feedback,
            restrictive: Array(restrictive.utf8))
        let sent = try #require(SpecificationPlan.decode(plan.encode()))
        test = try sent.makeTest(replicas: replicas, answer: answer)
    }

    func admits(_ demand: String, previous: String = "", for replica: Int? = nil) -> Bool {
        asked(demand, previous) { demand in
            replica.map { test.admits(demand, for: $0) } ?? test.admits(demand)
        }
    }

    func judge(
        _ demand: String, _ answer: String, replica: Int = 0, number: UInt64 = 1,
        previous: String = ""
    ) -> Acceptance {
        asked(demand, previous, number: number) { demand in
            bytes(answer) { test.judge(replica, demand, answer: $0) }
        }
    }

    private func asked<Result>(
        _ demand: String, _ previous: String, number: UInt64 = 1,
        _ body: (AskedDemand) -> Result
    ) -> Result {
        bytes(demand) { demand in
            bytes(previous) { previous in
                body(AskedDemand(number: number, bytes: demand, previous: previous))
            }
        }
    }

    private func bytes<Result>(
        _ text: String, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        Array(text.utf8).withUnsafeBytes(body)
    }
}

func asked(_ demand: UnsafeRawBufferPointer) -> AskedDemand {
    AskedDemand(
        number: 1, bytes: demand, previous: UnsafeRawBufferPointer(start: nil, count: 0))
}

func binding(
    _ text: String, _ operation: String = "step", unreadable: String? = nil,
    inputs: [String: String] = [:], outputs: [String: String] = [:],
    state: [String: String] = [:], file: String = "Test.mch"
) -> MachineBinding {
    MachineBinding(
        sources: [SourceText(name: file, text: text)], operation: operation,
        unreadable: unreadable, inputs: inputs, outputs: outputs, state: state)
}

func answer(_ text: String) throws -> AnswerSchema { try SchemaText.parse(text) }

/// The flaws of a plan as lines `<keys>: <message> (hint)`.
func flaws(
    function: MachineBinding? = nil, safety: MachineBinding? = nil, demand: DemandSchema,
    answer: AnswerSchema, feedback: Bool = false
) -> [String] {
    let plan = SpecificationPlan(
        demand: demand, function: function, safety: safety, hasFeedback: feedback)
    do throws(SpecificationError) {
        _ = try plan.bind(answer: answer)
        return []
    } catch { return error.description.split(separator: "; ").map(String.init) }
}
