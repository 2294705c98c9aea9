/// Inputs that an operation admits in one state.
struct AdmittedInputs {
    /// Without duplicates.
    private(set) var list: [[Value]] = []
    /// There are no others.
    var isComplete = false
    /// There are more than were to be listed.
    var isLong = false
    /// Whoever asked for them wanted no more; perhaps they could all be listed.
    var isCut = false
    /// They are a sample.
    var isSampled = false
    /// Whoever asked for them wanted no sample.
    var isUnsampled = false
    /// The first inputs for which PRE itself has no value, where they can be told, and why.
    private(set) var undefined: (inputs: [Value]?, stop: EvaluationStop)?
    /// PRE has a truth value for all that it was asked about, and it was asked about everything.
    var isDefined = false
    /// So many inputs PRE was asked about for that alone, whether it admits them or not.
    var probes = 0
    /// Why it could not be asked about inputs that nothing bounds.
    var unasked: EvaluationStop?
    /// What kept inputs from being found.
    private(set) var undecided: EvaluationStop?
    private var undecidedCount = 0
    private var seen: Set<[Value]> = []

    /// So many questions cost all their steps that more would cost too much.
    var isSpoiled: Bool { undecidedCount >= 4 }

    /// Adds inputs that are known to be admitted.
    mutating func take(_ inputs: [Value]) {
        if seen.insert(inputs).inserted { list.append(inputs) }
    }

    /// Adds inputs if they are new and admitted.
    mutating func take(_ inputs: [Value], _ admission: Admission, in state: MachineState) {
        guard !seen.contains(inputs), !isSpoiled else { return }
        do throws(EvaluationStop) {
            if try admission.admits(inputs, in: state) { take(inputs) }
        } catch {
            note(error, inputs)
        }
    }

    mutating func note(_ stop: EvaluationStop, _ inputs: [Value]?) {
        switch stop.reason {
        case .undefined:
            if undefined?.inputs == nil { undefined = (inputs, undefined?.stop ?? stop) }
        case .undecided:
            undecidedCount += 1
            if undecided == nil { undecided = stop }
        }
    }

    /// For another state in which the same is admitted.
    func shortened(to max: Int) -> AdmittedInputs {
        guard list.count > max else { return self }
        var shorter = self
        shorter.isComplete = false
        if !isSampled { shorter.isCut = true }
        // Evenly from all over: boundaries come first, and no end may be left out.
        shorter.list = (0..<max).map { list[$0 * list.count / max] }
        return shorter
    }
}
