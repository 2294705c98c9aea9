import Recordings
import Testing

struct RecordingNamesTests {
    @Test(arguments: [
        (["x/human-01.txt", "human-02.c.txt"], ["human-01", "human-02.c"]),
        (["a/out.txt", "b/out.txt", "-"], ["a/out", "b/out", "stdin"]),
        (["a.txt", "a.txt"], ["a", "a-2"]),
        (["p/a/out", "q/a/out", "out"], ["p/a/out", "q/a/out", "out"]),
        ([".txt"], [".txt"]),
    ])
    func `replicas are called as their files, and no two the same`(
        paths: [String], names: [String]
    ) {
        #expect(RecordingNames.names(of: paths) == names)
    }

    @Test func `a long name keeps its end`() {
        let names = RecordingNames.names(of: [String(repeating: "x", count: 60) + "1.txt"])
        #expect(names == ["…" + String(repeating: "x", count: 38) + "1"])
    }
}
