/// Reads a machine and all that it names into one checked whole. Pure: texts are passed in.
package enum MachineReader {
    /// - Parameter others: the text of another machine by its name (`SEES Other`), nil when there
    ///   is none.
    /// - Throws: everything that is wrong, in the order of the text, at most 50 diagnostics.
    package static func read(
        _ source: SourceText, limits: MachineLimits = MachineLimits(),
        others: (String) -> SourceText? = { _ in nil }
    ) throws(MachineErrors) -> CheckedMachine {
        throw MachineErrors(
            [Diagnostic(.error, SourceSpan(file: 0, start: 0, end: 0), "not read yet")],
            sources: [source])
    }
}
