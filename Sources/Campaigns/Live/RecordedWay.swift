import FaultInjection

/// What a component executes behind one of its calls, recorded until it was the same twice: what it
/// does once hangs on chance, and would not be found again.
package struct RecordedWay {
    private let call: CallPlace?
    private var seen: [StepList] = []
    private var usual: StepList?

    /// - Parameter call: nil: there is nothing to record.
    package init(_ call: CallPlace?) { self.call = call }

    /// Behind this call it is to be recorded once more; nil: not any more.
    package var wanted: CallPlace? { usual == nil ? call : nil }

    package mutating func add(_ steps: StepList?) {
        guard let steps else { return }
        if seen.contains(steps) { usual = steps }
        seen.append(steps)
    }

    /// The last one where no two were the same; nil where the call was never there again.
    package var stretch: ComponentWindow.Stretch? {
        guard let call, let steps = usual ?? seen.last else { return nil }
        return ComponentWindow.Stretch(call: call, steps: steps, isSteady: usual != nil)
    }
}
