import Diversification
import Testing

/// A program that is right because of one rule (or of several that only guard together).
struct BrokenTwin: Sendable, CustomTestStringConvertible {
    let name: String
    let rules: [WritableKeyPath<SoundnessRules, Bool> & Sendable]
    let transform: any Transform
    let source: String

    var testDescription: String { name }

    static let all =
        statements + control + names + layouts + comparisons + branches + loops + orders + codes
        + storage + data

    static func statement(
        _ name: String, _ rule: WritableKeyPath<SoundnessRules, Bool> & Sendable, _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: [rule], transform: ReorderIndependentStatements(),
            source: "#include <stdio.h>\n\(body)")
    }

    static func statement(
        _ name: String, _ rules: [WritableKeyPath<SoundnessRules, Bool> & Sendable],
        _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: rules, transform: ReorderIndependentStatements(),
            source: "#include <stdio.h>\n\(body)")
    }

    static func layout(
        _ name: String, _ rule: WritableKeyPath<SoundnessRules, Bool> & Sendable, _ body: String
    ) -> BrokenTwin {
        BrokenTwin(
            name: name, rules: [rule], transform: ReorderStructFields(),
            source: "#include <stdio.h>\n\(body)")
    }
}
