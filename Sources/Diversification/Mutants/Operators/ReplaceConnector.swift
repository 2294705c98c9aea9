import CClang

/// `&&` becomes `||` and the reverse; `&`, `|` and `^` become each other, in assignments, too
/// (LCR).
package struct ReplaceConnector: MutationOperator {
    package let name = "ReplaceConnector"
    package let summary = "`&&` becomes `||`; `&` becomes `|`, `^`"

    private static let groups = [
        ["&&", "||"], ["&", "|", "^"], ["&=", "|=", "^="],
    ]

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            guard let text = OperatorText(expression.node, in: program.source),
                let group = Self.groups.first(where: { $0.contains(text.spelling) })
            else { return }
            for other in group where other != text.spelling {
                found.append(text.replaced(by: other, in: expression))
            }
        }
        return found
    }
}
