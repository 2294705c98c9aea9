import Ensembles
import Foundation
import Testing

private let issueExample = """
    program: launch
    framing: lines            # lines | process
    inFlight: 1
    replicas:
      - name: c-gcc
        command: [./versions/c-gcc, --fast]
      - name: snake
        command: [python3, c.py]
        environment: {PYTHONHASHSEED: 0}
        workingDirectory: versions
      - {name: third, command: [/bin/third]}
    vote:
      agree: 2
      restrictive: 000000000000000 0
    deadline: 200ms
    restart: true
    stateful: false
    """

func parsed(
    _ text: String, flags: EnsembleFlags = EnsembleFlags()
) throws(EnsembleError) -> Ensemble {
    try Ensemble.parse(
        Array(text.utf8), file: "f/thrice.yaml", folder: "f", folderPath: "/here/f", flags: flags)
}

struct EnsembleLoadTests {
    @Test func `the example of the documentation is read whole`() throws {
        let ensemble = try parsed(issueExample)
        #expect(ensemble.program == "launch")
        #expect(ensemble.framing == .lines)
        #expect(ensemble.inFlight == 1)
        #expect(ensemble.vote.agree == 2)
        #expect(ensemble.vote.restrictive == Array("000000000000000 0".utf8))
        #expect(ensemble.deadlineNanoseconds == 200_000_000)
        #expect(ensemble.validForNanoseconds == 200_000_000)
        #expect(ensemble.restartsReplicas)
        #expect(!ensemble.isStateful)
        #expect(ensemble.sourcePaths == ["/here/f/launch.c"])
        #expect(ensemble.demandsPath == nil)
        #expect(ensemble.thresholdName == "permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)")
        let names = ensemble.versions.map(\.name)
        #expect(names == ["c-gcc", "snake", "third"])
        #expect(
            ensemble.versions.map(\.executable)
                == ["/here/f/versions/c-gcc", "python3", "/bin/third"])
        #expect(ensemble.versions[0].command == ["./versions/c-gcc", "--fast"])
        #expect(ensemble.versions[1].workingDirectory == "/here/f/versions")
        #expect(ensemble.versions[1].environment.map(\.name) == ["PYTHONHASHSEED"])
        #expect(ensemble.versions[1].environment.map(\.value) == ["0"])
        #expect(ensemble.versions[2].workingDirectory == "/here/f")
    }

    @Test func `what is left out has its documented default`() throws {
        let ensemble = try parsed("variants: {count: 5}")
        #expect(ensemble.program == "f")
        #expect(ensemble.vote.agree == 3)
        #expect(ensemble.vote.restrictive == Array("RESTRICTIVE".utf8))
        #expect(ensemble.deadlineNanoseconds == 1_000_000_000)
        #expect(ensemble.bounds.answerBytesMax == 65536)
        #expect(ensemble.bounds.demandBytesMax == 65536)
        #expect(ensemble.bounds.historyBytesMax == 256 << 20)
        #expect(ensemble.limits.memoryBytes == 2 << 30)
        #expect(ensemble.limits.cpuSeconds == nil)
        #expect(ensemble.limits.openFiles == 256)
        #expect(ensemble.limits.processes == nil)
        #expect(ensemble.variants?.count == 5 && ensemble.variants?.seed == 1)
    }

    @Test func `generated variants come after the versions`() throws {
        let ensemble = try parsed(
            "program: p\nvariants: {count: 2, seed: 7}\nreplicas: [{name: a, command: [b]}]")
        #expect(ensemble.allReplicas.map(\.name) == ["a", "v01", "v02"])
        #expect(ensemble.allReplicas[2].executable == "/here/f/build/v02/p")
        #expect(ensemble.allReplicas.map(\.isGenerated) == [false, true, true])
        #expect(ensemble.replicaCount == 3)
        #expect(ensemble.variants?.seed == 7)
    }

    @Test(arguments: ["yes", "on", "0x10", "1e3", "~", "null", "2001-01-01", "007", ".inf"])
    func `a scalar that YAML would convert stays the text that was written`(text: String) throws {
        let ensemble = try parsed("variants: {count: 1}\nvote: {restrictive: \(text)}")
        #expect(ensemble.vote.restrictive == Array(text.utf8))
    }

    @Test func `limits can be set and lifted`() throws {
        let ensemble = try parsed(
            """
            variants: {count: 1}
            answerBytesMax: 1MiB
            limits: {memory: none, cpuSeconds: 60, openFiles: none, processes: 8}
            """)
        #expect(ensemble.bounds.answerBytesMax == 1 << 20)
        #expect(ensemble.limits.memoryBytes == nil)
        #expect(ensemble.limits.cpuSeconds == 60)
        #expect(ensemble.limits.openFiles == nil)
        #expect(ensemble.limits.processes == 8)
    }

    @Test func `flags go before the file`() throws {
        var flags = EnsembleFlags()
        flags.agree = "3"
        flags.deadline = "1s"
        flags.restrictive = "STOP"
        let ensemble = try parsed(issueExample, flags: flags)
        #expect(ensemble.vote.agree == 3)
        #expect(ensemble.deadlineNanoseconds == 1_000_000_000)
        #expect(ensemble.vote.restrictive == Array("STOP".utf8))
    }

    @Test func `a wrong flag beside a right file is a usage error`() throws {
        var flags = EnsembleFlags()
        flags.agree = "1"
        let error = #expect(throws: EnsembleError.self) { try parsed(issueExample, flags: flags) }
        #expect(error?.kind == .usage)
        #expect(
            error?.description == "cannot use '--agree': agree: 1 of 3 can elect two different "
                + "answers at once (hint: agree: 2)")
    }

    @Test func `a folder without a file is missing input`() throws {
        let error = #expect(throws: EnsembleError.self) { try Ensemble.load(folder: "no/such/") }
        #expect(error?.kind == .missing)
        #expect(
            error?.description == "cannot read 'no/such/thrice.yaml': no such file "
                + "(hint: name a folder that has a thrice.yaml)")
    }

    @Test func `a folder is read from the disk`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(issueExample.utf8).write(to: folder.appendingPathComponent("thrice.yaml"))
        let ensemble = try Ensemble.load(folder: folder.path + "/")
        #expect(ensemble.folder == folder.path)
        #expect(ensemble.folderPath == folder.path)
        #expect(ensemble.versions.count == 3)
    }
}
