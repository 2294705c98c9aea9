import FaultInjection

/// A program with one window recorded, whose calls can be struck one after the other.
struct StruckCalls {
    let target: TracedTarget
    let window: FaultWindow
    let steps: StepList
    private let budget = CopyBudget(
        cpuNanosecondsMax: 1_000_000_000, wallNanosecondsMax: 10_000_000_000)

    /// - Parameter flags: of the compiler.
    init(_ name: String, _ flags: [String] = [], demand: String, compiler: String = "cc") throws {
        target = try TargetProgram(name, ["-static"] + flags, compiler: compiler).start()
        // What a first time does differently is over.
        let answer = Array(try target.advance(demand).utf8)
        try target.begin(demand)
        let recorded = try target.record(atMost: 100_000)
        steps = recorded.steps
        var window = FaultWindow(demand: Array(demand.utf8), answer: answer)
        window.steps = UInt64(recorded.steps.count)
        window.calls = recorded.calls
        self.window = window
    }

    /// All points, with what is done there.
    func entries(
        of fault: any Fault
    ) -> [(moment: Int, point: FaultPoint, change: ProcessChange)] {
        let extent = fault.extent(in: window)
        return (0..<extent.size).compactMap { number in
            let point = extent.point(number)
            guard case .process(let moment, let change) = fault.injection(at: point, in: window)
            else { return nil }
            return (Int(moment), point, change)
        }
    }

    /// What comes of every point of a fault, by moment; once, for there is no way back.
    func ends(
        of fault: any Fault
    ) throws -> [(place: String, end: CopyEnd?, proof: InjectionProof?)] {
        var entries = entries(of: fault)
        entries.sort { $0.moment < $1.moment }
        var ends: [(String, CopyEnd?, InjectionProof?)] = []
        try target.walk(entries.map(\.moment), along: steps) { _ throws(TracingError) in
            let entry = entries[ends.count]
            let copy = try target.fork()
            let proof = try entry.change.apply(to: copy)
            let end = proof?.isComplete == true ? try copy.finish(budget) : nil
            ends.append((fault.place(entry.point, in: window), end, proof))
        }
        return ends
    }

    /// The answers, or how it ended, by place.
    func texts(of fault: any Fault) throws -> [String: String] {
        var texts: [String: String] = [:]
        for (place, end, _) in try ends(of: fault) {
            guard let end else {
                texts[place] = "not injected"
                continue
            }
            texts[place] = end.outcome == .answered ? end.text : "\(end.outcome)"
        }
        return texts
    }

    static func fault(_ name: String, _ settings: [String: [String]] = [:]) -> any Fault {
        guard let type = Catalogue.fault(named: name) else {
            preconditionFailure("there is no fault '\(name)'")
        }
        var taken = FaultSettings(settings)
        let fault = type.init(&taken)
        precondition(taken.flaws.isEmpty, "\(taken.flaws)")
        return fault
    }
}
