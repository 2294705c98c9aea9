import Ensembles

let replicas3 = """
    replicas:
      - {name: a, command: [a]}
      - {name: b, command: [b]}
      - {name: c, command: [c]}

    """

/// The problems of a text as lines `<line>:<column> <message> (hint)`.
func problems(_ bytes: [UInt8]) -> [String] {
    do {
        _ = try Ensemble.parse(bytes, file: "f/thrice.yaml", folder: "f", folderPath: "/f")
        return []
    } catch {
        return error.problems.map { problem in
            guard case .file(let line, let column) = problem.place else { return "flag" }
            return "\(line):\(column) \(problem.message)"
                + (problem.hint.map { " (hint: \($0))" } ?? "")
        }
    }
}

func problems(_ text: String) -> [String] { problems(Array(text.utf8)) }
