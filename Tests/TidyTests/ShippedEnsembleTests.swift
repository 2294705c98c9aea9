import Ensembles
import Testing

struct ShippedEnsembleTests {
    static let files = Repository.files.filter { $0.path.hasSuffix("/thrice.yaml") }

    @Test(arguments: files)
    func `every ensemble of the project is a right one`(file: Repository.File) throws {
        _ = try Ensemble.parse(
            Array(file.text.utf8), file: file.path, folder: ".", folderPath: "/ensemble")
    }

    @Test func `the example in FORMATS is a right one`() throws {
        let formats = try #require(Repository.files.first { $0.path == "docs/FORMATS.md" })
        let fence = try #require(formats.text.firstRange(of: "```yaml\n"))
        let rest = formats.text[fence.upperBound...]
        let end = try #require(rest.firstRange(of: "```"))
        let example = rest[..<end.lowerBound]
        let ensemble = try Ensemble.parse(
            Array(example.utf8), file: "FORMATS.md", folder: ".", folderPath: "/ensemble")
        #expect(ensemble.replicaCount == 6)
        #expect(ensemble.vote.restrictive == Array("000000000000000 0".utf8))
    }
}
