/// What a target executes in one window.
package struct RecordedWindow: Sendable {
    package var steps: StepList
    package var calls: [WindowCall]
    /// Where it was asked for and no call of the window can have changed code.
    package var registers: RegisterTrace?
}
