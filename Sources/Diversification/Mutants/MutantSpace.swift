/// The fault space: every site of every operator in a program.
package struct MutantSpace: Sendable {
    /// Operator by operator, then unit by unit, in the order of the text.
    package let sites: [MutantSite]

    /// A unit to put faults in.
    package struct Unit: Sendable {
        package var text: SourceText
        /// Where it is, or would be: its quoted includes are looked up beside it.
        package var path: String
        package var flags: [String]
        package var origins: LineOrigins?

        package init(
            _ text: SourceText, path: String, flags: [String] = [], origins: LineOrigins? = nil
        ) {
            self.text = text
            self.path = path
            self.flags = flags
            self.origins = origins
        }
    }

    /// What a text becomes, whichever operator makes it.
    private struct Change: Hashable {
        let unit: Int
        let range: Range<Int>
        let text: [UInt8]
    }

    /// Reads every unit once. A text that two operators would make is the first one's site.
    package init(_ units: [Unit]) throws(GenerationError) {
        var found: [[MutantSite]] = MutationOperators.all.map { _ in [] }
        var seen: Set<Change> = []
        for (number, unit) in units.enumerated() {
            let program = try Program(
                ProgramUnit(unit.text, path: unit.path, flags: unit.flags))
            let lines = LineStarts(unit.text)
            for (index, mutationOperator) in MutationOperators.all.enumerated() {
                for mutation in mutationOperator.sites(in: program) {
                    let after = mutation.replacement(in: unit.text)
                    let change = Self.change(mutation, after, unit.text, number)
                    guard !change.text.isEmpty || !change.range.isEmpty,
                        seen.insert(change).inserted
                    else { continue }
                    let position = lines.position(of: mutation.range.lowerBound)
                    found[index].append(
                        MutantSite(
                            id: Self.identifier(mutationOperator.name, found[index].count + 1),
                            operatorName: mutationOperator.name, unit: number, mutation: mutation,
                            before: unit.text.text(mutation.range), after: after,
                            expanded: position, origin: unit.origins?.place(of: position)))
                }
            }
        }
        sites = found.flatMap { $0 }
    }

    private static func identifier(_ name: String, _ number: Int) -> String {
        let digits = String(number)
        return "\(name)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The least change of bytes that makes the same text.
    private static func change(
        _ mutation: Mutation, _ after: String, _ source: SourceText, _ unit: Int
    ) -> Change {
        var old = source.bytes[mutation.range]
        var new = Array(after.utf8)[...]
        while let byte = old.first, byte == new.first {
            old.removeFirst()
            new.removeFirst()
        }
        while let byte = old.last, byte == new.last {
            old.removeLast()
            new.removeLast()
        }
        return Change(unit: unit, range: old.startIndex..<old.endIndex, text: Array(new))
    }
}
