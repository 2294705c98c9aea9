/// Reads values that people write, with all the expressions of B, in the scope of a machine: its
/// sets, constants and, where a state is given, its variables.
///
/// The text is put into a machine of its own, in which all that it names is a constant with a known
/// value; so there is one reader of B, and one evaluator.
package struct ValueReader {
    private let machine: CompiledMachine
    private let state: MachineState?

    package init(_ machine: CompiledMachine, state: MachineState? = nil) {
        self.machine = machine
        self.state = state
    }

    /// What is wrong with a text: lower-case fragments.
    package struct Failure: Error, Equatable, Sendable {
        package let cause: String
        package let hint: String?
    }

    private static let name = "thrice_value"
    private static let textBytesMax = 1 << 20

    package func value(_ text: String, as type: MachineType) throws(Failure) -> Value {
        guard !text.isEmpty else { throw Failure(cause: "there is no value", hint: nil) }
        guard text.utf8.count <= Self.textBytesMax else {
            throw Failure(cause: "it has more than \(Self.textBytesMax) bytes", hint: nil)
        }
        let source = source(of: text, as: type)
        do throws(MachineErrors) {
            let read = try MachineReader.read(source, limits: machine.limits)
            let compiled = try CompiledMachine(read, limits: machine.limits)
            let index = read.constants.firstIndex { read.symbols[$0].name == Self.name }
            guard let index, compiled.constants.indices.contains(index) else {
                throw MachineErrors([], sources: [])
            }
            return compiled.constants[index]
        } catch {
            guard let first = error.diagnostics.first else {
                throw Failure(cause: "it is not one value", hint: nil)
            }
            // Nobody said anything of constants.
            let prefix = "cannot find values of the constants: "
            if first.message.hasPrefix(prefix) {
                throw Failure(cause: String(first.message.dropFirst(prefix.count)), hint: nil)
            }
            throw Failure(cause: first.message, hint: first.hint.isEmpty ? nil : first.hint)
        }
    }

    private func source(of text: String, as type: MachineType) -> SourceText {
        let checked = machine.machine
        let words = Self.words(in: text)
        var lines = ["MACHINE thrice_values"]
        let sets = checked.sets.map { "\($0.name) = {\($0.elements.joined(separator: ", "))}" }
        if !sets.isEmpty { lines.append("SETS " + sets.joined(separator: "; ")) }
        let values =
            Array(zip(checked.constants, machine.constants))
            + Array(zip(checked.variables, state?.values ?? []))
        let used = values.filter { words.contains(checked.symbols[$0.0].name) }
        let names = used.map { checked.symbols[$0.0].name } + [Self.name]
        lines.append("CONSTANTS " + names.joined(separator: ", "))
        lines.append("PROPERTIES")
        for (slot, value) in used {
            let symbol = checked.symbols[slot]
            let type = symbol.type.text(sets: checked.sets)
            let text = machine.text(value, bytesMax: Self.textBytesMax)
            lines.append("\(symbol.name) : \(type) & \(symbol.name) = \(text) &")
        }
        lines.append("\(Self.name) : \(type.text(sets: checked.sets)) & \(Self.name) = (")
        lines += [text, ")", "END"]
        return SourceText(name: "value", text: lines.joined(separator: "\n"))
    }

    private static func words(in text: String) -> Set<String> {
        Set(
            text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    }
}
