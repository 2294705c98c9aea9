import Ensembles
import Testing

@Suite struct SignOfLifeTests {
    private static let replicas =
        "replicas: [{name: a, command: [a]}, {name: b, command: [b]}]\n"

    private func read(_ lines: String, _ flag: String? = nil) throws(EnsembleError) -> Ensemble {
        var flags = EnsembleFlags()
        flags.signOfLife = flag
        return try Ensemble.parse(
            Array((Self.replicas + lines).utf8), file: "e/thrice.yaml", folder: "e",
            folderPath: "/e", flags: flags)
    }

    @Test func `a bound is read, without one it is two seconds`() throws {
        #expect(try read("").signOfLifeNanoseconds == 2_000_000_000)
        #expect(try read("deadline: 10s\n").signOfLifeNanoseconds == 2_000_000_000)
        #expect(try read("signOfLife: 500ms\n").signOfLifeNanoseconds == 500_000_000)
        #expect(try read("signOfLife: none\n").signOfLifeNanoseconds == nil)
        #expect(try read("signOfLife: none\n", "5s").signOfLifeNanoseconds == 5_000_000_000)
        #expect(try read("signOfLife: 5s\n", "none").signOfLifeNanoseconds == nil)
    }

    @Test func `with a machine a bound is four deadlines, and never shorter than one`() throws {
        let machine = "function: {machine: B.mch, operation: step}\n"
        func bound(_ lines: String) throws(EnsembleError) -> UInt64? {
            try parsed(replicas3 + answer2 + demand2 + machine + lines).signOfLifeNanoseconds
        }
        #expect(try bound("deadline: 200ms\n") == 2_000_000_000)
        #expect(try bound("deadline: 1s\n") == 4_000_000_000)
        #expect(try bound("deadline: 1s\nsignOfLife: 1s\n") == 1_000_000_000)
        do throws(EnsembleError) {
            _ = try bound("deadline: 1s\nsignOfLife: 999ms\n")
            Issue.record("accepted")
        } catch {
            #expect("\(error)".contains("signOfLife: shorter than the deadline"), "\(error)")
        }
    }

    @Test(arguments: [
        ("signOfLife: soon\n", "column 13: signOfLife: expected a duration as 2s, or 'none'"),
        ("signOfLife: 99ms\n", "column 13: signOfLife: out of range (100ms to 60min, or 'none')"),
        ("signOfLife: 61min\n", "column 13: signOfLife: out of range"),
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
