/// Reads the text of a machine and of every other that is reached from it.
struct MachineLoader {
    let limits: MachineLimits
    let names = NameTable()
    private(set) var sources: [SourceText] = []
    /// By the machine's name.
    private(set) var files: [String: MachineSyntax] = [:]
    private(set) var mainName: String?
    private(set) var diagnostics: [Diagnostic] = []
    private var wanted: [(machine: String, span: SourceSpan)] = []

    init(limits: MachineLimits) { self.limits = limits }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    var errors: MachineErrors {
        let found = diagnostics.filter { $0.severity == .error }
        let span = SourceSpan(file: 0, start: 0, end: 0)
        let fallback = [Diagnostic(.error, span, "the text holds no machine")]
        return MachineErrors(Diagnostic.sorted(found.isEmpty ? fallback : found), sources: sources)
    }

    mutating func load(_ source: SourceText, _ others: (String) -> SourceText?) {
        mainName = read(source, called: nil, others)
        while let (machine, span) = wanted.popLast() {
            guard files[machine] == nil else { continue }
            guard sources.count < limits.filesMax else {
                return refuse(span, "more than \(limits.filesMax) files")
            }
            guard let text = others(machine) else {
                refuse(span, "cannot find machine '\(machine)'")
                continue
            }
            _ = read(text, called: machine, others)
        }
    }

    private mutating func refuse(_ span: SourceSpan, _ message: String) {
        diagnostics.append(Diagnostic(.error, span, message))
    }

    /// Reads one file; returns the name of the machine in it.
    private mutating func read(
        _ source: SourceText, called wantedName: String?, _ others: (String) -> SourceText?
    ) -> String? {
        let file = Int32(sources.count)
        sources.append(source)
        var lexer = Lexer(source, file: file, limits: limits)
        lexer.read(names)
        diagnostics += lexer.diagnostics
        var table = DefinitionTable()
        let text = scan(lexer.tokens, into: &table)
        loadDefinitionFiles(&table, others)
        diagnostics += table.diagnostics
        var expander = DefinitionExpander(table, names: names, limits: limits)
        expander.expand(text)
        diagnostics += expander.diagnostics
        guard !hasErrors || lexer.diagnostics.isEmpty && expander.diagnostics.isEmpty else {
            return nil
        }
        let parser = Parser(
            expander.tokens, expansions: expander.expansions, file: file, names: names,
            limits: limits)
        parser.machine()
        diagnostics += parser.diagnostics
        var syntax = parser.syntax
        syntax.scopes = scopes(table)
        let name = wantedName ?? names[syntax.name]
        if let wantedName, names[syntax.name] != wantedName {
            refuse(
                syntax.span, "expected machine '\(wantedName)', found '\(names[syntax.name])'")
        }
        if wantedName == nil { warnIfMisnamed(syntax, source) }
        files[name] = syntax
        want(syntax)
        return name
    }

    /// Machines that name this one look for a file of its name.
    private mutating func warnIfMisnamed(_ syntax: MachineSyntax, _ source: SourceText) {
        let file = source.name.split(separator: "/").last ?? ""
        let parts = file.split(separator: ".")
        guard parts.count == 2, ["mch", "ref", "imp"].contains(parts[1]),
            parts[0] != names[syntax.name], !hasErrors
        else { return }
        diagnostics.append(
            Diagnostic(
                .warning, syntax.span,
                "machine '\(names[syntax.name])' stands in file '\(file)'",
                hint: "others find it in '\(names[syntax.name]).\(parts[1])' only"))
    }

    private func scan(_ tokens: [Token], into table: inout DefinitionTable) -> [Token] {
        var scan = DefinitionScan(tokens, names: names, into: table)
        scan.run()
        table = scan.table
        return scan.rest
    }

    /// Definition files may name others; each is read once.
    private mutating func loadDefinitionFiles(
        _ table: inout DefinitionTable, _ others: (String) -> SourceText?
    ) {
        var known: Set<String> = []
        while let (name, span) = table.files.popLast() {
            guard known.insert(name).inserted else { continue }
            guard sources.count < limits.filesMax else {
                return refuse(span, "more than \(limits.filesMax) files")
            }
            guard let source = others(name) else {
                refuse(span, "cannot find definition file '\(name)'")
                continue
            }
            let file = Int32(sources.count)
            sources.append(source)
            var lexer = Lexer(source, file: file, limits: limits)
            lexer.read(names)
            diagnostics += lexer.diagnostics
            _ = scan(lexer.tokens, into: &table)
        }
    }

    /// `scope_S == 4` and `scope_S == 1..4`
    private func scopes(_ table: DefinitionTable) -> [Name: Int] {
        var found: [Name: Int] = [:]
        for definition in table.definitions.values {
            let name = names[definition.name]
            guard name.hasPrefix("scope_"), definition.parameters.isEmpty else { continue }
            let set = names.intern(String(name.dropFirst(6)))
            let numbers = definition.body.map { Int(names[$0.name]) }
            switch definition.body.map(\.kind) {
            case [.integer]: found[set] = numbers[0]
            case [.integer, .interval, .integer]:
                if let low = numbers[0], let high = numbers[2], high >= low, high < 1 << 40 {
                    found[set] = high - low + 1
                }
            default: continue
            }
        }
        return found
    }

    private mutating func want(_ syntax: MachineSyntax) {
        let references = syntax.sees + syntax.includes + syntax.extends + syntax.imports
        for reference in references.reversed() {
            wanted.append((reference.machine, reference.span))
        }
        if let refines = syntax.refines { wanted.append((names[refines.name], refines.span)) }
    }
}
