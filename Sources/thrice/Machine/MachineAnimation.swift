import Machines
import Reporting

/// `thrice machine FILE --animate`: one operation a line; its outcomes, numbered; a choice.
struct MachineAnimation {
    private let file: MachineFile
    private var state: MachineState?
    /// What can be chosen with `!1`, …
    private var choices: [MachineState] = []
    /// States that were left, the last one last.
    private var left: [MachineState] = []

    private static let leftMax = 10_000
    private static let lineBytesMax = 1 << 16

    init(_ file: MachineFile, state: String?) throws {
        self.file = file
        let initial = try file.initialStates()
        if state != nil || initial.count == 1 {
            self.state = try file.state(state)
        } else {
            choices = initial
        }
    }

    mutating func run() throws {
        if let state {
            try tell(state)
        } else {
            try say("INITIALISATION allows \(choices.count) states")
            for (index, choice) in choices.enumerated().prefix(64) {
                try say("  \(index + 1)  \(file.words.state(choice))")
            }
        }
        var lines = LineReader(bytesMax: Self.lineBytesMax)
        while let line = try lines.next() {
            let command = String(decoding: line, as: UTF8.self).drop { $0.isWhitespace }
            if command.hasPrefix("quit") { return }
            if command.isEmpty || command.hasPrefix("#") { continue }
            if let error = refused(String(command)) { try tell(error) }
        }
    }

    /// Why a line was not carried out; nil when it was.
    private mutating func refused(_ command: String) -> ThriceError? {
        do throws(ThriceError) {
            try step(command)
            return nil
        } catch {
            return error
        }
    }

    /// A mistake is told, and the session goes on.
    private func tell(_ error: ThriceError) throws(ThriceError) {
        guard error.status == .usage else { throw error }
        try say("  \(error)")
    }

    private mutating func step(_ line: String) throws(ThriceError) {
        if line.hasPrefix("!") { return try choose(String(line.dropFirst())) }
        switch line.split(separator: " ").first.map(String.init) {
        case "back": return try goBack()
        case "help", "?": return try help()
        default: break
        }
        guard let before = state else {
            throw ThriceError(
                .usage, "cannot call an operation before a state is chosen", hint: "!1")
        }
        let call = line.prefix { $0 != "(" }
        let rest = line.dropFirst(call.count)
        let name = call.split { $0.isWhitespace }.joined(separator: " ")
        let arguments = try arguments(rest)
        let operation = try file.operation(name)
        let inputs = try file.inputs(arguments, of: operation, in: before)
        let result = OutcomeList.outcomes(file, operation, inputs, before)
        let text = OutcomeText(
            result, of: operation, inputs: inputs, before: before, in: file.compiled)
        choices = []
        for line in text.lines { try say(line) }
        switch result {
        case .outsideContract: return
        case .stopped(_, let found): choices = found.map(\.after)
        case .possible(let outcomes):
            choices = outcomes.map(\.after)
            if choices.count == 1 { try choose("1") }
        }
    }

    /// What stands between the parentheses.
    private func arguments(_ text: Substring) throws(ThriceError) -> String {
        guard !text.isEmpty else { return "" }
        let trimmed = String(text.reversed().drop { $0.isWhitespace }.reversed())
        guard trimmed.hasSuffix(")") else {
            throw ThriceError(
                .usage, "cannot read '\(MachineFile.shown(text))': there is no ')' at the end",
                hint: "open(INNER)")
        }
        return String(trimmed.dropFirst().dropLast())
    }

    private mutating func choose(_ number: String) throws(ThriceError) {
        guard let index = Int(number), choices.indices.contains(index - 1) else {
            throw ThriceError(
                .usage,
                choices.isEmpty
                    ? "cannot choose '!\(MachineFile.shown(number))': there are no outcomes"
                    : "cannot choose '!\(MachineFile.shown(number))': the outcomes are 1 to "
                        + "\(choices.count)",
                hint: choices.isEmpty ? "call an operation first" : "!1")
        }
        if let state { left.append(state) }
        if left.count > Self.leftMax { left.removeFirst() }
        let next = choices[index - 1]
        state = next
        choices = []
        try tell(next)
    }

    private func tell(_ state: MachineState) throws(ThriceError) {
        try say("state  \(file.words.state(state))")
        if let flaw = file.words.invariantFlaw(state) { try say("       \(flaw)") }
    }

    private mutating func goBack() throws(ThriceError) {
        guard let last = left.popLast() else {
            throw ThriceError(.usage, "cannot go back: this is the first state")
        }
        (state, choices) = (last, [])
        try tell(last)
    }

    private func help() throws(ThriceError) {
        for index in file.operations {
            let operation = file.machine.operations[index]
            let inputs = operation.inputs.map { file.machine.symbols[$0] }.map {
                "\($0.name): \(file.words.type($0.type))"
            }
            try say(
                "  \(operation.name)"
                    + (inputs.isEmpty ? "" : "(\(inputs.joined(separator: ", ")))"))
        }
        try say("  !N chooses outcome N; back; quit")
    }

    private func say(_ line: String) throws(ThriceError) { try CommandOutput.put(line + "\n") }
}
