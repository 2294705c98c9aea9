/// A distance between two builds of one program: 0 when nothing differs, 1 when everything does.
///
/// Those of statements and fields are taken from the texts, the others from the executables.
package enum DiversityMeasure: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    /// Of the statements that both texts have, the share that has to be put elsewhere in its
    /// function to get the other order.
    case statements
    /// Of the pairs of such statements of one function, the share in the other order.
    case statementPairs
    /// Of all statements, the share that the other text does not have: rewritten or added.
    case statementTexts
    /// The mean of the next four, as far as they are known.
    case layout
    /// Of the pairs of fields of one struct, the share in the other order.
    case fieldOrder
    /// Of the pairs of variables at file scope, the share whose addresses are in the other order.
    case variableOrder
    /// Of the pairs of functions, the share whose addresses are in the other order.
    case functionOrder
    /// Of the functions in both, the share that subtracts another constant from the stack pointer
    /// on entry.
    case frames
    /// Of the functions, the share whose bytes the other's function of that name does not have.
    case functions
    /// The same as `functions`, weighed by the bytes of each.
    case functionBytes
    /// The same as `functionBytes` without regard for where things lie: distances to what is
    /// outside of a function are not compared. Absolute addresses are.
    case placelessBytes
    /// Of the gadgets of the code with fewer, the share that the other does not have at the same
    /// offset (`Gadgets`).
    case gadgetsInPlace
    /// Of the different gadgets of the code with fewer, the share that the other has nowhere.
    case gadgetsAnywhere

    /// What the tables and pictures call it.
    package var title: String {
        switch self {
        case .statements: "statements moved"
        case .statementPairs: "statement pairs in another order"
        case .statementTexts: "statements rewritten or added"
        case .layout: "layout"
        case .fieldOrder: "struct fields in another order"
        case .variableOrder: "variables in another order"
        case .functionOrder: "functions in another order"
        case .frames: "stack frames of another size"
        case .functions: "functions not shared"
        case .functionBytes: "function bytes not shared"
        case .placelessBytes: "function bytes not shared, wherever they lie"
        case .gadgetsInPlace: "gadgets gone from their offset"
        case .gadgetsAnywhere: "gadgets gone altogether"
        }
    }

    /// It decodes machine code, which is done for x86-64 only.
    var readsInstructions: Bool {
        [.frames, .placelessBytes, .gadgetsInPlace, .gadgetsAnywhere].contains(self)
    }

    /// What `layout` is the mean of.
    static let layoutParts: [DiversityMeasure] = [
        .fieldOrder, .variableOrder, .functionOrder, .frames,
    ]
}
