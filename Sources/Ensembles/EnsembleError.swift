import Machines

/// Why there is no ensemble.
package struct EnsembleError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// The folder or its `thrice.yaml` is not there or cannot be read; exit 66.
        case missing
        /// The file's content is wrong; exit 65.
        case malformed
        /// The command line is wrong; exit 64.
        case usage
    }

    package let kind: Kind
    /// `cannot read '<file>': <cause>`; one line for one problem, otherwise one more line each.
    package let message: String
    /// Only with a message of one line; the others carry theirs within.
    package let hint: String?
    /// All that is wrong, in order of place; empty when the file could not be read at all.
    package let problems: [Problem]

    package init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        problems = []
    }

    /// - Parameters:
    ///   - problems: at least one.
    ///   - file: the configuration as the user named it; nil without a file.
    package init(_ problems: [Problem], file: String?) {
        var ordered: [Problem] = []
        for problem in problems.sorted(by: Self.isBefore) where !ordered.contains(problem) {
            ordered.append(problem)
        }
        self.problems = ordered
        kind =
            ordered.contains { if case .file = $0.place { true } else { false } }
            ? .malformed : .usage
        if ordered.count == 1, let only = ordered.first {
            switch only.place {
            case .file: message = "cannot read '\(file ?? "")': \(Self.words(only))"
            case .flag: message = "cannot use \(Self.words(only))"
            }
            hint = only.hint
        } else {
            let subject = kind == .malformed ? "read '\(file ?? "")'" : "use the command line"
            let lines = ordered.map { problem in
                "\n  " + Self.words(problem) + (problem.hint.map { " (hint: \($0))" } ?? "")
            }
            message = "cannot \(subject): \(ordered.count) errors" + lines.joined()
            hint = nil
        }
    }

    /// A machine's file that cannot be read.
    ///
    /// - Parameters:
    ///   - place: where the configuration names it.
    ///   - file: the configuration as the user named it.
    init(
        unreadable path: String, _ cause: String, place: Problem.Place, file: String
    ) {
        var named = ""
        if case .file(let line, let column) = place {
            named = "line \(line), column \(column) of '\(file)' names it"
        }
        self.init(.missing, "cannot read '\(path)': \(cause)", hint: named)
    }

    /// What is wrong with a machine's own text.
    init(_ errors: MachineErrors) {
        let name = errors.sources.first?.name ?? ""
        let count = errors.diagnostics.count { $0.severity == .error }
        self.init(
            .malformed,
            "cannot read '\(name)': \(count == 1 ? "1 error" : "\(count) errors")\n"
                + errors.text)
    }

    package var description: String {
        hint.map { "\(message) (hint: \($0))" } ?? message
    }

    private static func words(_ problem: Problem) -> String {
        switch problem.place {
        case .file(let line, let column): "line \(line), column \(column): \(problem.message)"
        case .flag(let flag): "'\(flag)': \(problem.message)"
        }
    }

    private static func isBefore(_ left: Problem, _ right: Problem) -> Bool {
        switch (left.place, right.place) {
        case (.file(let line, let column), .file(let otherLine, let otherColumn)):
            (line, column) < (otherLine, otherColumn)
        case (.file, .flag): true
        default: false
        }
    }
}
