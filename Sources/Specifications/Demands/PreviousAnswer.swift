import Machines
import Voting

/// What stands in front of a demand with `feedback`: the answer that went out before, and a blank.
package struct PreviousAnswer {
    private var values: AnswerValues

    package init(schema: AnswerSchema) { values = AnswerValues(schema) }

    /// Reads the beginning of a line that is an answer, with a demand behind it: the shortest one
    /// where several are, and where no demand can be read the shortest that is an answer.
    ///
    /// - Parameter stamp: bytes between the answer's blank and the demand, which are passed over.
    /// - Returns: where the demand begins, which was read only without a flaw; nil when no answer
    ///   stands in front.
    /// - Complexity: at most two readings a blank.
    package mutating func take(
        from line: [UInt8], stamp: Int = 0, _ schema: DemandSchema, into demand: inout ReadDemand
    ) -> (start: Int, flaw: DemandFlaw?)? {
        var first: (start: Int, flaw: DemandFlaw?)?
        for place in line.indices where line[place] == UInt8(ascii: " ") {
            guard line[..<place].withUnsafeBytes({ values.load($0) }) == nil else { continue }
            let start = place + 1 + stamp
            guard start <= line.count else { break }
            let flaw = line[start...].withUnsafeBytes { schema.read($0, into: &demand) }
            if flaw == nil { return (start, nil) }
            first = first ?? (start, flaw)
        }
        return first
    }

    /// One value an input of the operation.
    package func inputs(of operation: BoundOperation, _ demand: ReadDemand) -> [Value] {
        operation.inputs.map { source in
            switch source {
            case .demand(let field, let form): demand.value(field, form)
            case .previous(let source): values.value(source) ?? .string("\u{FFFD}")
            }
        }
    }
}
