import Foundation

/// One mutant, and what became of it.
package struct Mutant: Codable, Equatable, Sendable {
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// Only looked up, not made.
        case listed
        case notCompiling
        /// The program is the same: its code says so, or a proof.
        case equivalent
        /// The same code, but only since the compiler may take it for granted that nothing
        /// undefined happens: with other compilers it may be another program.
        case undefinedOnly
        /// The same code as an earlier mutant.
        case duplicate
        /// Another program than the original and all others.
        case live
    }

    package enum Equivalence: String, Codable, Sendable {
        case machineCode, proof
    }

    package var id: String
    package var `operator`: String
    /// The unit's name, without `.c`.
    package var unit: String
    /// Missing at file scope.
    package var function: String?
    /// Its file is as seen from the mutants' folder.
    package var origin: LineOrigins.Place?
    package var expanded: MutantSite.Position
    package var before: String
    package var after: String
    /// Sites that it stands for; missing when it was picked by its name.
    package var weight: Double?
    package var status: Status
    /// The compiler's first error.
    package var error: String?
    package var equivalence: Equivalence?
    /// The mutant whose code it has.
    package var duplicateOf: String?
    /// What it did on the demands; live mutants only.
    package var trial: MutantTrial?
    package var sourceDigest: String?
    package var binaryDigest: String?

    init(_ member: MutantSample.Member, of unit: SourceUnit, _ status: Status, output: String) {
        let site = member.site
        id = site.id
        self.operator = site.operatorName
        self.unit = unit.name
        function = site.function
        origin = site.origin.map { place in
            let file = URL(
                fileURLWithPath: place.file, relativeTo: URL(fileURLWithPath: unit.directory))
            var place = place
            place.file = RelativePath.of(file.path, from: output)
            return place
        }
        expanded = site.expanded
        before = site.before
        after = site.after
        weight = member.weight
        self.status = status
    }

    /// Where it is, for people: in the file that they wrote when that is known.
    package var place: String {
        guard let origin else { return "\(unit).c:\(expanded.line):\(expanded.column) (expanded)" }
        let column = origin.column.map { ":\($0)" } ?? ""
        let file = URL(fileURLWithPath: origin.file).lastPathComponent
        return "\(file):\(origin.line)\(column)"
    }
}
