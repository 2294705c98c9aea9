/// What a variant's `manifest.json` says of its soundness, layer by layer.
package struct SoundnessLayers: Codable, Equatable, Sendable {
    package struct Screening: Codable, Equatable, Sendable {
        package var isScreened: Bool
        package var detail: String
    }

    package struct Finding: Codable, Equatable, Sendable {
        package var what: String
        package var reason: String

        package init(what: String, reason: String) {
            self.what = what
            self.reason = reason
        }
    }

    package struct Terms: Codable, Equatable, Sendable {
        package var equal: Int
        package var notProved: [Finding]
        package var different: [Finding]
    }

    package struct Proofs: Codable, Equatable, Sendable {
        package var proved: Int
        package var notProved: [Finding]
        package var refuted: [Finding]
    }

    package struct Differential: Codable, Equatable, Sendable {
        package var isEqual: Bool
        package var demands: Int
        /// Why nothing was compared.
        package var reason: String?
    }

    package var screening: Screening?
    package var terms: Terms
    package var notCovered: [String]
    package var rules: Proofs?
    package var statements: Proofs?
    package var differential: Differential?

    /// All that is open, with the layer that left it so.
    package var notProved: [(layer: String, finding: Finding)] {
        var all = terms.notProved.map { ("terms", $0) }
        all += (rules?.notProved ?? []).map { ("rules", $0) }
        all += (statements?.notProved ?? []).map { ("statements", $0) }
        if screening?.isScreened != true {
            let detail = screening?.detail ?? "not screened"
            all.append(("screened", Finding(what: "the original", reason: detail)))
        }
        if differential?.isEqual != true, differential == nil || differential?.reason != nil {
            let reason = differential?.reason ?? "not compared"
            all.append(("demands", Finding(what: "the variant", reason: reason)))
        }
        return all
    }

    /// What speaks against the variant: none of it may be in a family.
    package var objections: [String] {
        var all: [String] = []
        for (layer, found) in [
            ("terms", terms.different), ("rules", rules?.refuted ?? []),
            ("statements", statements?.refuted ?? []),
        ] {
            all += found.map { "\(layer): \($0.what): \($0.reason)" }
        }
        if let differential, !differential.isEqual, differential.reason == nil {
            all.append("demands: other answers than the original")
        }
        return all
    }
}
