import Ensembles
import Testing

@Suite struct ShadowTests {
    private func read(
        _ replicas: [String], _ lines: String = ""
    ) throws(EnsembleError) -> Ensemble {
        try Ensemble.parse(
            Array(("replicas: [\(replicas.joined(separator: ", "))]\n" + lines).utf8),
            file: "e/thrice.yaml", folder: "e", folderPath: "/e")
    }

    private let first = "{name: new, command: [./new], shadow: true}"
    private let voting = ["a", "b", "c"].map { "{name: \($0), command: [./\($0)]}" }

    @Test func `a shadow is in no threshold, and last wherever it is listed`() throws {
        let ensemble = try read([first] + voting)
        #expect(ensemble.replicaCount == 3 && ensemble.vote.agree == 2)
        #expect(ensemble.allReplicas.map(\.name) == ["a", "b", "c", "new"])
        #expect(ensemble.shadows.map(\.name) == ["new"])
        let variants = try read([first] + voting, "variants: {count: 2}\n")
        #expect(variants.allReplicas.map(\.name) == ["a", "b", "c", "v01", "v02", "new"])
        #expect(try read(["{name: a, command: [a], shadow: false}"]).shadows == [])
    }

    private func message(_ replicas: [String], _ lines: String = "") -> String {
        do throws(EnsembleError) {
            _ = try read(replicas, lines)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func `shadows alone cannot vote, nor make up a quorum`() {
        #expect(message([first]).contains("there are no replicas but shadows, which do not count"))
        #expect(message([first] + voting, "vote: {agree: 4}\n").contains("agree"))
        #expect(message(voting + [first, first]).contains("two replicas are called 'new'"))
        let many = (0..<64).map { "{name: s\($0), command: [a], shadow: true}" }
        #expect(message(voting + many).contains("67 replicas are more than 64"))
        #expect(
            message(["{name: a, command: [a], shadow: maybe}"]).contains("expected true or false"))
    }
}
