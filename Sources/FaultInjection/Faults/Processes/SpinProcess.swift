/// A replica that hangs and uses a processor.
package struct SpinProcess: ProcessFault {
    package static let entry = CatalogueEntry(
        name: "spin-process",
        summary: "let the process go round in one instruction for ever",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the instruction is read back")

    static let change = ProcessChange.spin

    init() {}
}
