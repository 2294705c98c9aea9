import Machines
extension SourceSpan {
    func place(in sources: [SourceText]) -> String { "" }
    func text(in sources: [SourceText]) -> String { "" }
}
