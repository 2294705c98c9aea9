import Machines

/// Why machines and ensemble do not fit together.
package struct SpecificationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something that a key of `thrice.yaml` says, or leaves out.
    package struct Flaw: Equatable, Sendable {
        /// From the outermost: `function`, `inputs`, `speed`. The last ones need not be there.
        package var keys: [String]
        /// A lower-case fragment without the keys.
        package var message: String
        package var hint: String?
    }

    /// What is wrong with a machine's own text.
    package struct MachineFlaw: Equatable, Sendable {
        package var role: MachineRole
        package var errors: MachineErrors
    }

    package var flaws: [Flaw]
    package var machines: [MachineFlaw]

    /// One line.
    package var description: String {
        let texts =
            machines.flatMap { machine in
                machine.errors.diagnostics.map { "\(machine.role.rawValue): \($0.message)" }
            }
            + flaws.map { flaw in
                flaw.keys.joined(separator: ".") + ": " + flaw.message
                    + (flaw.hint.map { " (hint: \($0))" } ?? "")
            }
        return texts.joined(separator: "; ")
    }
}
