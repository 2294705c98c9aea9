/// One C file of a program as readers, transforms and provers are given it.
package struct ProgramUnit: Sendable {
    package var text: SourceText
    /// Where it is, or would be: its quoted includes are looked up beside it.
    package var path: String
    package var flags: [String]
    package var others: OtherUnits
    /// Of the text, and of what comes of it.
    package var preamble: PrecompiledPreamble?

    package init(
        _ text: SourceText, path: String, flags: [String] = [], others: OtherUnits = .init()
    ) {
        self.text = text
        self.path = path
        self.flags = flags
        self.others = others
        preamble = PrecompiledPreamble(of: text, path: path, flags: flags)
    }
}
