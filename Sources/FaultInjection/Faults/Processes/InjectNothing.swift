/// A control: whatever comes of it that is not the golden run is the campaign's own doing.
package struct InjectNothing: ProcessFault {
    package static let entry = CatalogueEntry(
        name: "inject-nothing",
        summary: "do all that is done for a fault, and change nothing: a control",
        parameters: [],
        layer: .processes,
        undone: "there is nothing to undo",
        proof: "the moment was reached")

    static let change = ProcessChange.nothing

    init() {}
}
