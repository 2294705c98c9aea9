/// The guardian's own processes that are to show a sign of life.
package enum OwnProcess: String, Equatable, Sendable, CaseIterable {
    case voter, supervisor, journaler
}
