import Foundation
import Machines

/// Every step that `Brakes.mch` can take from a state that it can reach within a small scope, and
/// beside it what `brakes.c` does.
///
/// The scope: the demands of `shapes`, states with at most `faultsMax` faults in a row, and cycle
/// numbers counted from 0 in every state.
struct BrakesSmallScope {
    struct Step {
        let before: MachineState
        let demand: String
        let answer: String
        let after: MachineState
    }

    /// Everything of a demand but its cycle; nil is a line that cannot be read.
    struct Shape {
        var position = 1000
        var speed = 0
        var ceiling = 1000
        var authorityEnd = 100_000
        var driver = 0
        /// Cycles too far.
        var skipped = 0

        func fields(cycle: Int) -> [Int] {
            let cycle = (cycle + skipped) % 1_000_000
            return [
                cycle, position, position, speed, speed, ceiling, 100_000, 1000, authorityEnd,
                driver,
            ]
        }
    }

    static let shapes: [Shape?] = [
        nil, Shape(), Shape(driver: 1), Shape(driver: 2), Shape(skipped: 1),
        Shape(speed: 1500), Shape(speed: 2001), Shape(speed: 4001), Shape(position: 2500),
        Shape(authorityEnd: 999), Shape(speed: 1500, authorityEnd: 1500),
    ]

    private let machine: CompiledMachine
    private let faultsMax: Int
    private(set) var steps: [Step] = []
    private(set) var states: Set<MachineState> = []

    init(machine path: String, faultsMax: Int) throws {
        let source = SourceText(name: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        machine = try CompiledMachine(try MachineReader.read(source))
        self.faultsMax = faultsMax
        try explore()
    }

    private mutating func explore() throws {
        var waiting = try machine.initialStates()
        states = Set(waiting)
        while let state = waiting.popLast() {
            for shape in Self.shapes {
                let step = try take(shape, from: state)
                steps.append(step)
                var next = step.after
                next.values[1] = .integer(0)
                if case .integer(let faults) = next.values[2], faults <= faultsMax,
                    states.insert(next).inserted
                {
                    waiting.append(next)
                }
            }
        }
    }

    private func take(_ shape: Shape?, from state: MachineState) throws -> Step {
        guard case .integer(let due) = state.values[1] else { throw KitError("no cycle is due") }
        let fields = shape?.fields(cycle: due)
        let outcomes = try machine.outcomes(
            of: fields == nil ? 1 : 0, from: state, inputs: (fields ?? []).map { .integer($0) },
            max: 2)
        guard outcomes.count == 1, let outcome = outcomes.first else {
            throw KitError("the machine has \(outcomes.count) answers")
        }
        let demand = fields.map { $0.map(String.init).joined(separator: " ") } ?? "?"
        return Step(
            before: state, demand: demand, answer: machine.text(outcome.outputs[0]),
            after: outcome.after)
    }

    /// 13 numbers, as `step.c` reads and writes them.
    static func text(_ state: MachineState) -> String {
        state.values.map { value in
            switch value {
            case .integer(let number): "\(number)"
            case .boolean(let isTrue): isTrue ? "1" : "0"
            default: "?"
            }
        }.joined(separator: " ")
    }
}
