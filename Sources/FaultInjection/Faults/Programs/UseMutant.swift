/// Another program in a replica's place: the ensemble's own with one fault put into its text.
///
/// Each mutant is one place. Drawn are mutants, not the sites that each of them stands for.
package struct UseMutant: Fault {
    package static let entry = CatalogueEntry(
        name: "use-mutant",
        summary: "let a mutant of the program answer in the replica's place",
        parameters: [
            .init(
                name: "mutants",
                values: "a folder that 'thrice-generate mutants' has made, from the file's own")
        ],
        layer: .programs,
        undone: "the mutant is a process of its own",
        proof: "the mutant is a program of its own, which answers from the first demand on")

    /// Where the mutants are, as it was written.
    package let folder: String
    /// Their names, once somebody has looked into the folder.
    package var mutants: [String] = []

    package init(_ settings: inout FaultSettings) {
        folder = settings.required("mutants", "a folder of mutants") ?? ""
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(mutants.count))
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .mutant(mutants[Int(point.place)])
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        mutants[Int(point.place)]
    }
}
