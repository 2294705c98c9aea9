import Ensembles
import Testing

@Suite struct StampTests {
    private static let replicas = "replicas: [{name: a, command: [./a]}]\n"

    private func read(_ lines: String) throws(EnsembleError) -> Ensemble {
        try Ensemble.parse(
            Array((Self.replicas + lines).utf8), file: "e/thrice.yaml", folder: "e",
            folderPath: "/e")
    }

    @Test func `what is drawn is listed, in any order`() throws {
        #expect(try read("").stamps == [])
        #expect(try read("stamp: [random, time]\n").stamps == [.time, .random])
        #expect(try read("stamp: [time]\n").stamps == [.time])
    }

    @Test(arguments: [
        (
            "stamp: time\n",
            "line 2, column 8: stamp: expected a list of what is drawn, found 'time' "
                + "(hint: stamp: [time, random])"
        ),
        (
            "stamp: [times]\n",
            "line 2, column 9: stamp: 'times' is none of time, random (hint: did you mean "
                + "'time'?)"
        ),
        (
            "stamp: [time, time]\n",
            "line 2, column 15: stamp: 'time' is there twice"
        ),
        (
            "stamp: []\n",
            "line 2, column 8: stamp: the list is empty (hint: stamp: [time, random])"
        ),
    ])
    func `anything else is said`(lines: String, message: String) {
        do throws(EnsembleError) {
            _ = try read(lines)
            Issue.record("accepted")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }
}
