import FaultInjection
import Voting

/// How whole ensembles are run, one a trial.
package struct LiveSetup: Sendable {
    /// `thrice run …` and `thrice gate …`, without what differs from run to run.
    package var run: TracedCommand
    package var gate: TracedCommand
    /// Where each run has a folder for as long as it lasts.
    package var folder: String
    /// Where the windows of components are kept, and of what they are.
    package var windows: (file: String, key: String)
    /// Without line feeds.
    package var restrictive: [UInt8]
    /// The form of the ensemble's answers.
    package var schema: AnswerSchema
    /// Processes of the ensemble below the guardian, when nothing is wrong.
    package var processes: Int
    /// Nanoseconds that a replica has for an answer, and that a verdict is of use.
    package var deadline: UInt64
    package var validFor: UInt64
    /// Nanoseconds within which the gate gives some answer.
    package var cycle: UInt64
    /// Nanoseconds that a run may take from its beginning to its end.
    package var budget: UInt64
    /// Instructions behind one system call in which faults are injected.
    package var stepsMax = 1_000_000
    /// Demands behind the one at which a fault strikes, where the ensemble has them.
    package static let demandsAfter = 2

    package init(
        run: TracedCommand, gate: TracedCommand, folder: String,
        windows: (file: String, key: String), restrictive: [UInt8],
        schema: AnswerSchema, processes: Int, deadline: UInt64, validFor: UInt64, cycle: UInt64,
        budget: UInt64
    ) {
        (self.windows, self.schema) = (windows, schema)
        (self.deadline, self.validFor) = (deadline, validFor)
        (self.run, self.gate, self.folder) = (run, gate, folder)
        (self.restrictive, self.processes) = (restrictive, processes)
        (self.cycle, self.budget) = (cycle, budget)
    }

    /// For a run in which a process is led to its fault, which takes it longer than a verdict may
    /// be valid.
    var led: LiveSetup {
        var led = self
        led.validFor = max(validFor, 4 * cycle)
        return led
    }

    /// For a run in which instructions are recorded, one by one where they cannot be translated.
    var slow: LiveSetup {
        var slow = self
        (slow.deadline, slow.validFor) = (Self.slowNanoseconds, 2 * Self.slowNanoseconds)
        (slow.cycle, slow.budget) = (Self.slowNanoseconds, 10 * Self.slowNanoseconds)
        // The ensemble's own may be shorter than such a deadline, which is refused.
        slow.run.arguments += ["--sign-of-life", "none"]
        return slow
    }

    /// For a run in which replicas are led to their faults, which takes them so many nanoseconds
    /// more, and in which the voter is waited for, whatever the gate would say meanwhile.
    func patient(_ more: UInt64) -> LiveSetup {
        var patient = self
        patient.deadline += more
        patient.validFor = max(validFor, 4 * patient.deadline)
        patient.cycle = max(cycle, 2 * patient.deadline)
        patient.budget += 4 * patient.deadline
        return patient
    }

    private static let slowNanoseconds: UInt64 = 30_000_000_000
}
