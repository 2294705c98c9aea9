/// What a target executes in one window.
package struct RecordedWindow: Sendable {
    package var steps: StepList
    package var calls: [WindowCall]
}
