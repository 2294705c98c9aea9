/// A table of plain text: the first column to the left, the others to the right.
package struct TextTable: Equatable, Sendable {
    package var header: [String]
    package var rows: [[String]]

    package init(header: [String], rows: [[String]]) {
        precondition(rows.allSatisfy { $0.count == header.count }, "rows as wide as the header")
        self.header = header
        self.rows = rows
    }

    /// Lines without trailing blanks, each ended.
    package var text: String {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([header] + rows).map { row in
            row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + padding : padding + row[column]
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}
