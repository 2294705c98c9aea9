import Testing
import Voting

@Suite struct VerdictTests {
    /// By definition: decided when no completion of the open ballots gives anything else.
    private func defined(sizes: [Int], open: Int, agree: Int) -> Verdict {
        var outcomes: Set<Verdict> = []
        complete(sizes, open) {
            outcomes.insert($0.contains { $0 >= agree } ? .agreed : .restrictive)
        }
        return outcomes.count == 1 ? outcomes.first! : .undecided
    }

    /// Each open ballot joins a class, forms one of its own, or stays away.
    private func complete(_ sizes: [Int], _ open: Int, _ body: ([Int]) -> Void) {
        guard open > 0 else { return body(sizes) }
        complete(sizes, open - 1, body)
        complete(sizes + [1], open - 1, body)
        for index in sizes.indices {
            var joined = sizes
            joined[index] += 1
            complete(joined, open - 1, body)
        }
    }

    private func partitions(of count: Int, atMost most: Int) -> [[Int]] {
        if count == 0 { return [[]] }
        return (1...max(1, min(count, most))).flatMap { size in
            partitions(of: count - size, atMost: size).map { [size] + $0 }
        }
    }

    @Test func `a verdict falls exactly when no open ballot can change it`() {
        for replicas in 1...5 {
            for agree in (replicas / 2 + 1)...replicas {
                for closed in 0...replicas {
                    for answered in 0...closed {
                        for sizes in partitions(of: answered, atMost: answered) {
                            let open = replicas - closed
                            let verdict = Verdict(
                                support: sizes.max() ?? 0, open: open, agree: agree)
                            #expect(
                                verdict == defined(sizes: sizes, open: open, agree: agree),
                                "n \(replicas) agree \(agree) classes \(sizes) open \(open)")
                        }
                    }
                }
            }
        }
    }
}
