/// What is known of an ensemble's generated variants, as it lies on the disk.
package struct FamilyReport: Equatable, Sendable {
    package enum Executable: String, Codable, Equatable, Sendable {
        /// The one that was built and compared.
        case asChecked
        case replaced
        case missing
        /// Nothing says which it should be, or it cannot be read.
        case unknown
    }

    package struct Variant: Equatable, Sendable {
        package var name: String
        package var toolchain: String
        /// The transform of data.
        package var data: String?
        package var executable: Executable
        /// Nil when its manifest cannot be read.
        package var soundness: SoundnessLayers?

        package init(
            name: String, toolchain: String, data: String? = nil, executable: Executable,
            soundness: SoundnessLayers?
        ) {
            self.name = name
            self.toolchain = toolchain
            self.data = data
            self.executable = executable
            self.soundness = soundness
        }
    }

    /// A reason for which things are not proved, with how many there are.
    package struct Open: Encodable, Equatable, Sendable {
        package var layer: String
        package var reason: String
        package var count: Int
        /// In which.
        package var variants: [String]
        /// The first of them.
        package var example: String
    }

    package var isGenerated: Bool
    package var seed: UInt64?
    package var variants: [Variant]
    /// What cannot be read, and why.
    package var problems: [String] = []
    /// Why the next run generates them anew; nil when they are up to date.
    package var outOfDate: String?

    package init(isGenerated: Bool, seed: UInt64? = nil, variants: [Variant] = []) {
        self.isGenerated = isGenerated
        self.seed = seed
        self.variants = variants
    }

    /// What must not be.
    package var failures: [String] {
        var all = problems
        for variant in variants {
            switch variant.executable {
            case .replaced: all.append("\(variant.name): its executable is not the one checked")
            case .missing: all.append("\(variant.name): its executable is missing")
            case .unknown: all.append("\(variant.name): its executable cannot be compared")
            case .asChecked: break
            }
            all += (variant.soundness?.objections ?? []).map { "\(variant.name): \($0)" }
        }
        return all
    }

    /// By layer and reason, in the order in which they come up.
    package var open: [Open] {
        var found: [Open] = []
        for variant in variants {
            for (layer, finding) in variant.soundness?.notProved ?? [] {
                if let index = found.firstIndex(where: {
                    $0.layer == layer && $0.reason == finding.reason
                }) {
                    found[index].count += 1
                    if found[index].variants.last != variant.name {
                        found[index].variants.append(variant.name)
                    }
                } else {
                    found.append(
                        Open(
                            layer: layer, reason: finding.reason, count: 1,
                            variants: [variant.name], example: finding.what))
                }
            }
        }
        return found
    }

    /// Transforms that no proof covers, with the variants that have them.
    package var notCovered: [(transform: String, variants: [String])] {
        var found: [(transform: String, variants: [String])] = []
        for variant in variants {
            for name in variant.soundness?.notCovered ?? [] {
                if let index = found.firstIndex(where: { $0.transform == name }) {
                    found[index].variants.append(variant.name)
                } else {
                    found.append((name, [variant.name]))
                }
            }
        }
        return found
    }
}

extension FamilyReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case isGenerated, seed, variants, problems, outOfDate, notProved
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(isGenerated, forKey: .isGenerated)
        try container.encodeIfPresent(seed, forKey: .seed)
        try container.encode(variants, forKey: .variants)
        try container.encode(problems, forKey: .problems)
        try container.encodeIfPresent(outOfDate, forKey: .outOfDate)
        try container.encode(open, forKey: .notProved)
    }
}

extension FamilyReport.Variant: Encodable {}
