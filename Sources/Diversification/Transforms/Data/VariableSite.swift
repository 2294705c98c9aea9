import CClang

/// A place in the text that matters to a variable stored in another form.
///
/// Sites come in the order of a walk that meets what is outside before what is inside.
enum VariableSite {
    struct Use {
        enum Kind {
            case declaration(initialiser: Node?)
            case read
            case assignment(value: Node)
            case compound(operation: String, value: Node)
            case step(isIncrement: Bool, isPrefix: Bool)
        }
        let variable: Int
        let kind: Kind
        /// The whole expression; of a read the name alone.
        let node: Node
        /// The name, or what stands in parentheses around it.
        let reference: Node
        /// Nothing uses the value of the expression.
        var isDiscarded = false
    }

    case use(Use)
    /// A comparison of two integers, and what may be compared without decoding.
    case comparison(Node)
    /// A direct call of a function of the unit.
    case call(function: Int, arguments: [Node])
    /// An expression after whose start something may leave the program.
    /// - `visible`: the variables that may be named and have a value by then.
    case output(Node, visible: [Int])
    /// Just after the opening brace of a function's body.
    case entry(function: Int, offset: Int)
    /// Just before the closing brace of `main`.
    case end(offset: Int, visible: [Int])
}
