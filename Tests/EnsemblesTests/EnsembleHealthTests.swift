import Ensembles
import Testing

/// What `health` may say, and what of it the vote does not allow.
struct EnsembleHealthTests {
    private func health(_ text: String, _ more: String = "") throws -> Health? {
        try parsed(replicas3 + more + "health: {\(text)}\n").health
    }

    @Test func `what is said is kept, what is not is usual`() throws {
        let said = try health("rejuvenate: 60min, reserve: 0, faults: 7, stretch: 150")
        #expect(said?.rejuvenateNanoseconds == 3_600_000_000_000)
        #expect(said?.reserve == 0 && said?.faults == 7 && said?.stretchPercent == 150)
        let usual = try health("")
        #expect(usual?.rejuvenateNanoseconds == nil && usual?.faults == nil)
        #expect(usual?.reserve == 0 && usual?.stretchPercent == 400)
    }

    @Test func `rebuilds are for what is generated`() throws {
        let said = try parsed(
            "variants: {count: 3, spares: 2}\n"
                + "health: {rebuilds: 3, rebuildWindow: 30min, rebuildTime: 20s}\n")
        #expect(said.health?.rebuilds == 3)
        #expect(said.health?.rebuildWindowNanoseconds == 1_800_000_000_000)
        #expect(said.health?.rebuildNanosecondsMax == 20_000_000_000)
        #expect(said.replicaCount == 3 && said.allReplicas.map(\.name) == ["v01", "v02", "v03"])
        #expect(said.spares.map(\.name) == ["v04", "v05"])
        #expect(try health("")?.rebuilds == 0)
    }

    @Test(arguments: [
        (
            "rebuilds: 1", "",
            "rebuilds: nothing here is generated, so nothing can be built anew "
                + "(hint: variants: {count: 3}, or for what people wrote 'spare: true')"
        ),
        (
            "rebuilds: 1", "variants: {count: 1}\nvote: {agree: 3}\nrestart: false\n",
            "rebuilds: with 'restart: false' no new build is ever started (hint: restart: true)"
        ),
        (
            "rebuildTime: 1min", "",
            "rebuildTime: nothing is built anew without 'rebuilds' (hint: rebuilds: 3)"
        ),
        ("rebuilds: 1001", "", "rebuilds: 1001 is out of range (0 to 1000)"),
        ("rejuvenate: 1us", "", "rejuvenate: out of range (1ms to 1440min)"),
        ("faults: 0", "", "faults: 0 is out of range (1 to 1000000)"),
        ("stretch: 99", "", "stretch: 99 is out of range (100 to 400)"),
        (
            "reserve: 1", "",
            "reserve: nothing is kept in reserve without 'rejuvenate' (hint: rejuvenate: 60min)"
        ),
        (
            "rejuvenate: 60min", "restart: false\n",
            "rejuvenate: with 'restart: false' nobody who is withdrawn comes back "
                + "(hint: restart: true)"
        ),
        (
            "faults: 5", "vote: {agree: 3}\n",
            "faults: nobody can be withdrawn, for a verdict may need each of the 3 replicas "
                + "(hint: add a replica, or take a vote that can miss one, as 'agree: 2' of 3)"
        ),
        (
            "rejuvenate: 60min", "vote: {policy: unanimity}\n",
            "rejuvenate: nobody can be withdrawn, for a verdict may need each of the 3 replicas "
                + "(hint: add a replica, or take a vote that can miss one, as 'agree: 2' of 3)"
        ),
        (
            "rejuvenate: 60min, reserve: 1", "",
            "reserve: 1 is more than is left of 3 replicas while one is away and 2 must agree "
                + "(hint: reserve: 0)"
        ),
    ])
    func `what cannot be is refused with its reason`(text: String, more: String, message: String) {
        let found = problems(replicas3 + more + "health: {\(text)}\n")
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix(" " + message) == true, "\(found)")
    }
}

/// A deadline is one duration, or adapts between two.
struct EnsembleDeadlineTests {
    @Test func `floor and ceiling are kept`() throws {
        let adaptive = try parsed(replicas3 + "deadline: {floor: 20ms, ceiling: 1s}\n")
        #expect(adaptive.deadlineFloorNanoseconds == 20_000_000)
        #expect(adaptive.deadlineNanoseconds == 1_000_000_000)
        #expect(try parsed(replicas3 + "deadline: 2s\n").deadlineFloorNanoseconds == nil)
    }

    @Test(arguments: [
        (
            "{floor: 20ms}",
            "5:11 deadline: a deadline that adapts needs a 'ceiling' "
                + "(hint: deadline: {floor: 20ms, ceiling: 1s})"
        ),
        (
            "{floor: 2s, ceiling: 1s}",
            "5:19 floor: not below the ceiling, so that nothing could "
                + "adapt (hint: deadline: {floor: 20ms, ceiling: 1s})"
        ),
        ("{floor: 1us, ceiling: 1s}", "5:19 floor: out of range (1ms to 1h, that is 60min)"),
        ("{flor: 2s, ceiling: 1s}", "5:12 unknown key 'flor' (hint: did you mean 'floor'?)"),
        ("[1s]", "5:11 deadline: expected a duration as 200ms or 1s, found a list"),
    ])
    func `anything else is refused`(text: String, problem: String) {
        #expect(problems(replicas3 + "deadline: \(text)\n").contains(problem))
    }
}
