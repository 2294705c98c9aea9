import Ensembles
import Testing

/// Several demands in a replica's hands while its answers have no number.
struct InFlightAdviceTests {
    private func warnings(_ inFlight: String?, _ framing: String?) throws -> [String] {
        var flags = EnsembleFlags()
        flags.inFlight = inFlight
        flags.framing = framing
        return try Ensemble.adHoc(replicas: ["./a", "./b", "./c"], flags: flags).findings
            .filter { $0.severity == .warning }.map(\.description)
    }

    @Test func `lines without a number are warned about where several may be under way`() throws {
        #expect(
            try warnings("2", "lines") == [
                "inFlight: 2 with framing: lines: answers carry no number, so a replica that "
                    + "leaves one out is taken to answer the demand after it from then on, and "
                    + "those that leave out the same one can elect a wrong answer (hint: framing: "
                    + "frames, or inFlight: 1)"
            ])
        #expect(try warnings("1024", nil).count == 1)
    }

    @Test(arguments: [(nil, nil), ("1", "lines"), ("8", "frames"), ("1", "process")])
    func `one demand at a time and numbered answers are not`(
        inFlight: String?, framing: String?
    ) throws {
        #expect(try warnings(inFlight, framing).isEmpty)
    }
}
