import Testing
import Voting

/// The table of policies in FORMATS says what the code does.
struct PolicyTableTests {
    private struct Row {
        let texts: [String]
        let isForRuns: Bool
    }

    private static func rows() throws -> [Row] {
        let formats = try #require(Repository.files.first { $0.path == "docs/FORMATS.md" })
        let start = try #require(formats.lines.firstIndex(of: "### Policies"))
        return formats.lines[start...].prefix { $0 != "### Faults" }
            .filter { $0.hasPrefix("| `") }
            .map { line in
                let cells = line.split(separator: "|").map { $0.drop { $0 == " " } }
                let texts = cells[0].matches(of: /`([^`]+)`/).map { String($0.1) }
                return Row(texts: texts, isForRuns: cells[cells.count - 1].hasPrefix("yes"))
            }
    }

    @Test func `every policy has one row, and every text there is one of it`() throws {
        let rows = try Self.rows()
        var names: [String] = []
        for row in rows {
            let name = try #require(row.texts.first).prefix { $0.isLetter }
            names.append(String(name))
            for text in row.texts {
                // Pairs want an even number of replicas, mid-value select an odd one.
                let policies = [4, 5].compactMap {
                    try? PolicyText.parse(text, replicas: $0, agree: 3)
                }
                let policy = try #require(policies.first, "\(text)")
                #expect(type(of: policy).name == name)
                #expect(isReleasing(policy) == row.isForRuns, "\(text)")
            }
        }
        #expect(names.sorted() == PolicyText.names.sorted())
    }

    private func isReleasing(_ policy: any Policy) -> Bool {
        if case .atLeast = policy.release { return true }
        return false
    }
}
