import Ensembles
import Testing

@Suite struct SpareTests {
    private let spare = "  - {name: s, command: [./s], spare: true}\n"

    @Test func `a spare is in no threshold, and has no seat`() throws {
        let ensemble = try parsed(replicas3 + spare)
        #expect(ensemble.replicaCount == 3 && ensemble.vote.agree == 2)
        #expect(ensemble.allReplicas.map(\.name) == ["a", "b", "c"])
        #expect(ensemble.spares.map(\.name) == ["s"])
        #expect(ensemble.pool == nil)
    }

    @Test(arguments: [
        (
            "  - {name: s, command: [./s], spare: true}\nrestart: false\n",
            "spare: with 'restart: false' nobody is put into a lost replica's seat "
                + "(hint: restart: true)"
        ),
        (
            "  - {name: s, command: [./s], spare: true, shadow: true}\n",
            "'s' is a shadow, which runs, and a spare, which does not "
                + "(hint: two entries with a name each)"
        ),
    ])
    func `what cannot be is refused with its reason`(more: String, message: String) {
        let found = problems(replicas3 + more)
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix(" " + message) == true, "\(found)")
    }

    @Test func `spares alone cannot vote`() {
        let found = problems("replicas:\n" + spare)
        #expect(
            found.first?.contains("there are no replicas but spares, which do not count") == true)
        let variants = problems(replicas3 + "variants: {count: 1, spares: 90}\n")
        #expect(variants.first?.contains("94 replicas are more than 64") == true, "\(variants)")
    }
}
