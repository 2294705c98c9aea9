/// The descriptors that a voter inherits.
package enum VoterDescriptor: Int32, CaseIterable {
    case demands = 0
    case answers = 1
    case errors = 2
    /// `PlanText`, read to its end once.
    case plan = 3
    /// Sequenced packets: new replicas come in, losses go out.
    case supervisor = 4
    /// Sequenced packets: the order to stop comes in.
    case guardian = 5
    /// `Scoreboard`.
    case scoreboard = 6
    /// The settled demands of a run that goes on (`PastText`), and then the lines of the demands
    /// that are asked again; read to its end. These and the next are there with a journal only.
    case past = 7
    /// The ring to the journaler.
    case ring = 8
    /// An eventfd on which the journaler sleeps, and one on which the voter does.
    case journalWake = 9
    case journalAnswer = 10
    /// The writing end of a pipe by whose end the journaler knows that nobody is left.
    case life = 11
}
