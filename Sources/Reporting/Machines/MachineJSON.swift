import Foundation
import Machines

/// Machines for scripts.
enum MachineJSON {
    /// A longer value is cut off with `…`.
    static let valueBytesMax = 1 << 20

    /// One object, ended by a newline; keys in order.
    static func text(_ record: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self) + "\n"
    }
}

/// Values by name, as B writes them.
extension MachineWording {
    func record(_ state: MachineState) -> [String: String] {
        record(compiled.machine.variables, state.values)
    }

    func record(_ operation: Int, _ inputs: [Value]) -> [String: String] {
        record(compiled.machine.operations[operation].inputs, inputs)
    }

    func record(outputs: [Value], of operation: Int) -> [String: String] {
        record(compiled.machine.operations[operation].outputs, outputs)
    }

    private func record(_ slots: [Int], _ values: [Value]) -> [String: String] {
        Dictionary(
            zip(slots, values).map {
                (
                    compiled.machine.symbols[$0].name,
                    compiled.text($1, bytesMax: MachineJSON.valueBytesMax)
                )
            }
        ) { first, _ in first }
    }
}
