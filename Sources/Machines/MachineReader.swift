/// Reads a machine and all that it names into one checked whole. Pure: texts are passed in.
package enum MachineReader {
    /// - Parameter others: the text of another machine by its name (`SEES Other`), or of a
    ///   definition file by the name that stands in quotes; nil when there is none.
    /// - Throws: everything that is wrong, in the order of the text, at most 50 diagnostics.
    package static func read(
        _ source: SourceText, limits: MachineLimits = MachineLimits(),
        others: (String) -> SourceText? = { _ in nil }
    ) throws(MachineErrors) -> CheckedMachine {
        var loader = MachineLoader(limits: limits)
        loader.load(source, others)
        guard !loader.hasErrors, let name = loader.mainName else { throw loader.errors }
        let checker = MachineChecker(
            names: loader.names, limits: limits, sources: loader.sources, files: loader.files)
        let machine = checker.check(name)
        guard checker.diagnostics.isEmpty, var machine else {
            throw MachineErrors(
                Diagnostic.sorted(checker.diagnostics), sources: loader.sources)
        }
        machine.warnings = Diagnostic.sorted(loader.diagnostics + checker.warnings)
        return machine
    }

    /// Asks for all that `read` asks for; what is wrong with it is told when it is read.
    package static func visit(_ source: SourceText, others: (String) -> SourceText?) {
        var loader = MachineLoader(limits: MachineLimits())
        loader.load(source, others)
    }
}
