/// The order in which a program's texts say statements and struct fields.
///
/// Read from the tokens alone, so that any text is read, and variants of one program alike. A
/// function's statements are listed flat, in the order of the text: each simple statement and
/// declaration, each head of an `if`, loop or `switch`, each `else`, `do` and label. Two
/// statements are the same when their tokens are.
package struct SourceOrder: Sendable {
    /// By the file's number and the function's name.
    private(set) var statements: [String: ItemOrder] = [:]
    /// By the file's number and the struct's name, or that of what is first declared with it.
    private(set) var fields: [String: ItemOrder] = [:]
    /// Functions with a body.
    package private(set) var functionNames: Set<String> = []
    /// Variables at file scope, and other names that stand where theirs would.
    package private(set) var variableNames: Set<String> = []

    /// - Parameter files: the texts of all units, in the same order for all variants.
    package init(_ files: [[UInt8]]) {
        for (number, bytes) in files.enumerated() {
            var reader = SourceOrderReader(bytes)
            reader.read()
            for (name, digests) in reader.statements {
                statements["\(number) \(name)"] = ItemOrder(digests)
                functionNames.insert(name)
            }
            for (name, digests) in reader.fields {
                fields["\(number) \(name)"] = ItemOrder(digests)
            }
            variableNames.formUnion(reader.variables)
        }
    }

    package var statementCount: Int { statements.values.reduce(0) { $0 + $1.count } }
}
