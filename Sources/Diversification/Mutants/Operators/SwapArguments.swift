import CClang

/// Two arguments of a call have changed places.
///
/// Any two whose parameters have one type, or that are passed without one. Refuses: equal texts,
/// built-in functions, macros.
package struct SwapArguments: MutationOperator {
    package let name = "SwapArguments"
    package let summary = "`f(a, b)` becomes `f(b, a)`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            let call = expression.node
            guard call.kind == CXCursor_CallExpr, !call.startsInMacro, !call.isBuiltinCall else {
                return
            }
            let arguments = Array(call.children.dropFirst())
            guard arguments.allSatisfy({ $0.isInMainFile && !$0.range.isEmpty }),
                areParted(arguments, in: program.source)
            else { return }
            for first in arguments.indices {
                for second in arguments.indices where second > first {
                    let (one, other) = (arguments[first], arguments[second])
                    guard one.type.isSame(as: other.type),
                        program.source.tokens(one.range) != program.source.tokens(other.range)
                    else { continue }
                    let (left, right) = (one.range, other.range)
                    found.append(
                        expression.mutation([
                            .source(call.range.lowerBound..<left.lowerBound), .source(right),
                            .source(left.upperBound..<right.lowerBound), .source(left),
                            .source(right.upperBound..<call.range.upperBound),
                        ]))
                }
            }
        }
        return found
    }

    /// By commas, and nothing else.
    private func areParted(_ arguments: [Node], in source: SourceText) -> Bool {
        zip(arguments, arguments.dropFirst()).allSatisfy { one, other in
            guard one.range.upperBound <= other.range.lowerBound,
                let comma = source.end(of: 0x2c, after: one.range.upperBound)
            else { return false }
            return source.isBlank(comma..<max(comma, other.range.lowerBound))
        }
    }
}
