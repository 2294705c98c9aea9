import Ensembles
import Testing

struct AdHocTests {
    @Test func `replicas of a command line are named and vote by majority`() throws {
        let ensemble = try Ensemble.adHoc(replicas: ["./a", "b -x", "python3 'c d.py'"])
        #expect(ensemble.allReplicas.map(\.name) == ["r1", "r2", "r3"])
        #expect(ensemble.vote.agree == 2)
        #expect(ensemble.vote.restrictive == Array("RESTRICTIVE".utf8))
        #expect(ensemble.versions[0].executable == ensemble.folderPath + "/a")
        #expect(ensemble.versions[0].command == ["./a"])
        #expect(ensemble.versions[1].executable == "b")
        #expect(ensemble.versions[2].command == ["python3", "c d.py"])
        #expect(ensemble.folder == ".")
    }

    @Test func `a command line is checked as a file is`() {
        var flags = EnsembleFlags()
        flags.agree = "2"
        flags.inFlight = "x"
        let error = #expect(throws: EnsembleError.self) {
            try Ensemble.adHoc(replicas: ["a", "'b", ""], flags: flags)
        }
        #expect(error?.kind == .usage)
        #expect(
            error?.description == """
                cannot use the command line: 2 errors
                  '--replica 'b': the quote ' is never closed
                  '--in-flight': expected a whole number, found 'x'
                """)
        flags.inFlight = nil
        let split = #expect(throws: EnsembleError.self) {
            try Ensemble.adHoc(replicas: ["a", "b", "c", "d"], flags: flags)
        }
        #expect(
            split?.description == "cannot use '--agree': agree: 2 of 4 can elect two different "
                + "answers at once (hint: agree: 3, or tie: restrictive)")
    }

    @Test func `no replica at all and an empty command are refused`() {
        let none = #expect(throws: EnsembleError.self) { try Ensemble.adHoc(replicas: []) }
        #expect(none?.message == "cannot use '--replica': there are no replicas")
        let empty = #expect(throws: EnsembleError.self) { try Ensemble.adHoc(replicas: [" "]) }
        #expect(empty?.message == "cannot use '--replica': command: names no program")
    }
}
