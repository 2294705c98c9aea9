extension Diagnostic {
    /// So many are told of one machine at most.
    package static let countMax = 50

    /// A construct of B, or of one of its dialects, that is known but not read.
    static func unsupported(_ span: SourceSpan, _ name: String, hint: String = "") -> Diagnostic {
        Diagnostic(.error, span, "unsupported: \(name)", hint: hint, unsupported: name)
    }

    /// Place, severity and message, the source line, and a caret under the place:
    ///
    ///     Brakes.mch:4:9: error: unknown identifier 'sped' (hint: did you mean 'speed'?)
    ///        4 |     IF sped > 12
    ///          |        ^~~~
    package func text(in sources: [SourceText]) -> String {
        let place = span.place(in: sources)
        let remedy = hint.isEmpty ? "" : " (hint: \(hint))"
        let head = "\(place): \(severity.rawValue): \(message)\(remedy)"
        guard let source = span.source(in: sources) else { return head }
        let line = source.line(around: Int(span.start))
        let number = String(source.place(of: Int(span.start)).line)
        let margin = String(repeating: " ", count: max(4 - number.count, 0)) + number
        let blank = String(repeating: " ", count: margin.count)
        let before = line.text(upTo: Int(span.start)).map { $0 == "\t" ? "\t" : " " }
        let covered = line.text(from: Int(span.start), upTo: Int(span.end)).count
        let tail = String(repeating: "~", count: max(covered - 1, 0))
        return "\(head)\n\(margin) | \(line.text)\n\(blank) | \(before.joined())^\(tail)"
    }
}

extension MachineErrors {
    /// All of them, each with its source line, in the order of the text.
    package var text: String {
        diagnostics.map { $0.text(in: sources) }.joined(separator: "\n")
    }
}
