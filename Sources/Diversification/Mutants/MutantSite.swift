/// One place in the program where one operator can put one fault.
package struct MutantSite: Sendable {
    /// A place in a text; lines and columns count from 1, columns in bytes.
    package struct Position: Codable, Equatable, Sendable {
        package var line: Int
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The operator's name and a number among the program's sites of that operator: the same
    /// program gives the same identifiers, whatever else is asked for.
    package let id: String
    package let operatorName: String
    /// The unit's number.
    package let unit: Int
    package let mutation: Mutation
    package let before: String
    package let after: String
    /// In the text with macros and headers expanded, which is what is compiled.
    package let expanded: Position
    /// In the file that somebody wrote; nil when that is not known.
    package let origin: LineOrigins.Place?

    package var function: String? { mutation.function }
}
