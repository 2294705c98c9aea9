/// What the catalogue says of a kind of fault.
package struct CatalogueEntry: Sendable {
    /// As campaign files name it, such as `flip-register-bits`.
    package let name: String
    /// One line, without a full stop.
    package let summary: String
    package let parameters: [Parameter]
    package let layer: Layer
    /// How a target is as it was before.
    package let undone: String
    /// How it shows that the fault was injected.
    package let proof: String

    package struct Parameter: Sendable {
        package let name: String
        /// What may be written, and what it is otherwise.
        package let values: String
    }

    /// Where it strikes.
    package enum Layer: String, Codable, CaseIterable, Sendable {
        case registers, memory, processes, calls, answers, demands, transfers, programs, hosts
    }
}

extension CatalogueEntry.Layer {
    /// What its faults take, beside a program that reads a line and writes one.
    package var needs: String {
        switch self {
        case .registers, .memory, .processes, .calls:
            "x86-64, ptrace(2), and one thread; no source, and nothing built in"
        case .answers: "nothing"
        case .demands: "as those in processes: it is written where the demand was read to"
        case .transfers: "a whole ensemble (in:), ptrace(2)"
        case .programs: "mutants of the program (thrice mutants)"
        case .hosts: "a whole ensemble (in: host), and the kernel's schedstat"
        }
    }

    /// How it is known that the fault was in use.
    package var activation: String {
        switch self {
        case .registers, .memory:
            "flip-read-bits is by itself; of others it is known with 'sampling: pruned' only, "
                + "which follows every bit to who reads it. Otherwise who never reads it is masked"
        case .processes: "from its moment on"
        case .calls: "the kernel refuses, or what it says is told otherwise; else not activated"
        case .answers, .demands, .transfers: "the bytes differ; else there is no such fault"
        case .programs: "mutants that no test can tell from the program are not drawn"
        case .hosts: "the ensemble's processes have waited; else not injected"
        }
    }
}
