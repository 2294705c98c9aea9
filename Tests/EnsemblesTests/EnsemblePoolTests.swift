import Ensembles
import Testing

struct EnsemblePoolTests {
    @Test func `a pool is read`() throws {
        #expect(try parsed(replicas3).pool == nil)
        #expect(try parsed(replicas3 + "pool: {size: 3, active: size}").pool == nil)
        let pool = try parsed(replicas3 + "pool: {active: 2}")
        #expect(pool.pool?.active == 2 && pool.pool?.spares == .whenPossible)
        #expect(pool.restartsReplicas)
        let kept = try parsed(replicas3 + "pool: {active: 2, spares: kept}")
        #expect(kept.pool?.spares == .kept && !kept.restartsReplicas)
        let declared = try parsed(
            replicas3 + "faults: {crash: 1}\npool: {active: f+1, spares: atOnce}")
        #expect(declared.pool?.active == 2 && declared.pool?.spares == .atOnce)
        let primary = try parsed(replicas3 + "vote: {agree: 1, tie: lowest}\npool: {active: 1}")
        #expect(primary.pool?.active == 1 && primary.vote.agree == 1)
    }

    @Test(arguments: [
        ("pool: {}", "5:7 pool: 'active' is missing (hint: active: 2)"),
        (
            "pool: {active: two}",
            "5:16 active: expected a whole number, 'size' or 'f+1', found 'two'"
        ),
        ("pool: {active: 4}", "5:16 active: 4 is out of range (2 to 3)"),
        (
            "pool: {active: 1}",
            "5:16 active: 1 replicas can never agree without waking others, for 'agree: 2' needs "
                + "more (hint: active: 2; or for primary and backups 'vote: "
                + "{agree: 1, tie: lowest}')"
        ),
        ("pool: {active: f+1}", "5:16 active: f+1 needs to know f (hint: faults: {symmetric: 1})"),
        (
            "pool: {active: 2, size: 5}",
            "5:25 size: 5, but 3 replicas are configured (hint: size: 3, or list as many "
                + "'replicas' or 'variants' as it says)"
        ),
        (
            "pool: {active: 2, spares: allOnce}",
            "5:27 spares: 'allOnce' is none of kept, whenPossible, atOnce (hint: did you mean "
                + "'atOnce'?)"
        ),
        (
            "pool: {active: 2, spares: atOnce}\nrestart: false",
            "6:10 restart: false contradicts 'spares: atOnce' (hint: spares: kept)"
        ),
    ])
    func `what cannot be a pool is told`(text: String, problem: String) {
        #expect(problems(replicas3 + text) == [problem])
    }
}
