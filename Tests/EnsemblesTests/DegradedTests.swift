import Ensembles
import Testing

@Suite struct DegradedTests {
    private static let replicas =
        "replicas: [{name: a, command: [a]}, {name: b, command: [b]}, {name: c, command: [c]}]\n"

    private func read(_ lines: String) throws(EnsembleError) -> Ensemble {
        try Ensemble.parse(
            Array((Self.replicas + lines).utf8), file: "e/thrice.yaml", folder: "e",
            folderPath: "/e")
    }

    @Test func `a limit is read, without one there is none`() throws {
        #expect(try read("").degradedNanosecondsMax == nil)
        #expect(try read("degraded: 10min\n").degradedNanosecondsMax == 600_000_000_000)
        #expect(try read("degraded: 1440min\n").degradedNanosecondsMax == 86_400_000_000_000)
    }

    @Test(arguments: [
        ("degraded: soon\n", "column 11: degraded: expected a duration"),
        ("degraded: 1ns\n", "column 11: degraded: out of range (1ms to 1440min)"),
        (
            "degraded: 1s\nvote: {agree: 3}\n",
            "column 11: degraded: 3 of 3 must agree, so no failure is masked and it would be "
                + "degraded from the beginning (hint: a replica more, or a smaller 'agree')"
        ),
        (
            "degraded: 1s\nfaults: {crash: 0}\n",
            "column 11: degraded: no faults are declared, so it would be degraded from the "
                + "beginning (hint: faults: {crash: 1})"
        ),
    ])
    func `anything else is said`(lines: String, message: String) {
        do throws(EnsembleError) {
            _ = try read(lines)
            Issue.record("accepted")
        } catch {
            #expect("\(error)".contains("line 2, " + message), "\(error)")
        }
    }
}
