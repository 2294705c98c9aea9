import Testing

/// Numbered demands that go in by stages, each answered before the next.
struct Stream {
    let run: ThriceRun
    private(set) var sent: [String] = []

    init(_ run: ThriceRun) {
        self.run = run
    }

    /// As many demands as that, at once; something happens when so many of them are answered.
    @discardableResult
    mutating func next(
        _ count: Int, afterAnswers part: Int = 0, happens event: () -> Void = {}
    ) throws -> [String] {
        let demands = Demands.lines(sent.count + 1...sent.count + count)
        sent += demands
        let before = sent.count - count
        try run.exchange(demands, answers: part)
        event()
        return Array(try run.answers(inAll: sent.count)[before...])
    }

    /// Small stages until the event has come; the limit is there for the day it does not.
    mutating func next(
        _ stage: Int = 25, until hasCome: () throws -> Bool, within limit: Duration = .seconds(15)
    ) throws {
        let end = ContinuousClock.now + limit
        while try !hasCome() {
            guard ContinuousClock.now < end else {
                throw KitError("the event has not come within \(limit); stderr: \(run.stderr)")
            }
            try next(stage)
        }
    }

    func expected(isStateful: Bool = false) -> [String] {
        isStateful ? Demands.statefulAnswers(sent) : Demands.answers(sent)
    }
}
