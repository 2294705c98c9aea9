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
