import Diversification

/// What an operator makes of a program, told by its name.
enum MutationText {
    static func operation(_ name: String) -> (any MutationOperator)? {
        MutationOperators.all.first { $0.name == name }
    }

    /// Each as `line: before -> after`, on one line.
    static func mutations(_ name: String, of source: String) throws -> [String] {
        let text = SourceText(source)
        let program = try Program(ProgramUnit(text, path: "program.c"))
        return operation(name)?.sites(in: program).map { mutation in
            let line = text.text(0..<mutation.range.lowerBound).count { $0.isNewline } + 1
            let before = flat(text.text(mutation.range))
            return "\(line): \(before) -> \(flat(mutation.replacement(in: text)))"
        } ?? []
    }

    /// The whole text of every mutant.
    static func texts(_ name: String, of source: String) throws -> [String] {
        let text = SourceText(source)
        let program = try Program(ProgramUnit(text, path: "program.c"))
        return operation(name)?.sites(in: program).map { mutation in
            let mutant = text.applying([mutation.edit(in: text)])
            return mutant.text(0..<mutant.bytes.count)
        } ?? []
    }

    static func sites(of source: String) throws -> [MutantSite] {
        try MutantSpace([.init(SourceText(source), path: "program.c")]).sites
    }

    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
