import Campaigns
import Testing

@Suite struct TurnsTests {
    /// Takes up what it may, and ends what was taken up first when it may not.
    ///
    /// - Returns: what ran at the same time, each time that something was taken up.
    private func together(_ works: [String], isAlone: @escaping (String) -> Bool) -> [[String]] {
        var turns = Turns(works, isAlone: isAlone)
        var (running, seen) = ([String](), [[String]]())
        while true {
            switch turns.next() {
            case .work(let work):
                running.append(work)
                seen.append(running)
            case .wait:
                #expect(!running.isEmpty, "it waits for nothing")
                running.removeFirst()
                turns.done()
            case .none: return seen
            }
        }
    }

    @Test func `what is to be alone is, and all have their turn in order`() {
        let works = ["a", "b", "alone 1", "alone 2", "c", "d"]
        #expect(
            together(works) { $0.hasPrefix("alone") }
                == [["a"], ["a", "b"], ["alone 1"], ["alone 2"], ["c"], ["c", "d"]])
    }

    @Test func `without any that is to be alone all run at once`() {
        #expect(together(["a", "b", "c"]) { _ in false }.last == ["a", "b", "c"])
        #expect(together([]) { _ in true }.isEmpty)
    }
}
