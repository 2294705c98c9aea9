extension MachineChecker {
    /// Links and checks a machine with all that it reaches; nil when there are errors.
    func check(_ name: String) -> CheckedMachine? {
        guard let syntax = files[name],
            let root = instance(
                name, prefix: "", at: syntax.span, isLive: true, isRoot: true)
        else { return nil }
        settlePending()
        guard diagnostics.isEmpty else { return nil }
        _ = finishedSymbols()
        guard diagnostics.isEmpty else { return nil }
        refusePending()
        guard diagnostics.isEmpty else { return nil }
        let machine = result(root)
        return diagnostics.isEmpty ? machine : nil
    }
}

extension Diagnostic {
    /// In the order of the text, each once, at most `countMax`.
    static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Key> = []
        let order = diagnostics.enumerated().sorted { left, right in
            let (first, second) = (left.element.span, right.element.span)
            return (first.file, first.start, left.offset)
                < (second.file, second.start, right.offset)
        }
        let once = order.map(\.element).filter { seen.insert(Key($0)).inserted }
        return Array(once.prefix(countMax))
    }

    private struct Key: Hashable {
        let span: SourceSpan
        let message: String

        init(_ diagnostic: Diagnostic) {
            span = diagnostic.span
            message = diagnostic.message
        }
    }
}
