import Machines

/// One machine, one of its operations, and which field is what of it.
package struct MachineBinding: Equatable, Sendable {
    /// The machine's own text first, then those it names.
    package var sources: [SourceText]
    package var operation: String
    /// The operation, without inputs, for demands that cannot be read; nil: they are outside of
    /// the contract.
    package var unreadable: String?
    /// Field of the demand by the operation's input; `previous.NAME` is a field of what went out
    /// before. An input that is not here is the field of its name.
    package var inputs: [String: String]
    /// Field of the answer by the operation's output; one that is not here is the field of its
    /// name. Of both operations.
    package var outputs: [String: String]
    /// Field of the answer by variable: its value after the operation. Only those that are here.
    package var state: [String: String]

    package init(
        sources: [SourceText], operation: String, unreadable: String? = nil,
        inputs: [String: String] = [:], outputs: [String: String] = [:],
        state: [String: String] = [:]
    ) {
        self.sources = sources
        self.operation = operation
        self.unreadable = unreadable
        self.inputs = inputs
        self.outputs = outputs
        self.state = state
    }

    /// Stands in front of a field of what went out before.
    package static let previousPrefix = "previous."

    /// Among the sources, the text of a machine by its name, or of a file by its whole name.
    package func source(named name: String) -> SourceText? {
        sources.dropFirst().first { source in
            let file = source.name.split(separator: "/").last ?? ""
            let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
            return stem == name || file == name
        }
    }
}
