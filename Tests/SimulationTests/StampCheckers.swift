import Voting

/// Every process that was ever shown a demand got the same stamp with it, in order or in a replay:
/// the time at which it was admitted, and the random bits that its number and the seed give.
struct StampsAreDrawnOnce: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let rule = evidence.scenario.plan.stamp
        guard rule != .none else { return nil }
        let admissions = evidence.history.admissions
        var draws = SplitMix64(seed: rule.seed)
        let stamps = admissions.map { admitted in
            let random = String(draws.next(), radix: 16)
            let words =
                (rule.hasTime ? ["\(rule.epochNanoseconds + admitted)"] : [])
                + (rule.hasRandom
                    ? [String(repeating: "0", count: 16 - random.count) + random] : [])
            return Array(words.map { $0 + " " }.joined().utf8)
        }
        for transcript in evidence.history.transcripts {
            // What was never a demand breaks the order.
            for question in transcript.questions where stamps.indices.contains(question.number) {
                if question.stamp != stamps[question.number] {
                    return "process \(transcript.incarnation) of replica \(transcript.replica) got"
                        + " demand \(question.number + 1) with the stamp"
                        + " '\(String(decoding: question.stamp, as: UTF8.self))'"
                }
            }
        }
        return nil
    }
}
