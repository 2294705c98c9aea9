import Supervision
import Testing
import Voting

/// One run of a command per demand.
@Suite(.timeLimit(.minutes(1)))
struct ProcessAdapterTests {
    private func answer(
        _ script: String, to demand: String
    ) -> (kind: FrameHeader.Kind, text: String) {
        let adapter = ProcessAdapter(
            command: ["/bin/sh", "-c", script], demandBytesMax: 1000, answerBytesMax: 1000)
        let (kind, answer) = adapter.answer(to: Array(demand.utf8))
        return (kind, String(decoding: answer, as: UTF8.self))
    }

    /// As cat and sort do, whose last act is to close it.
    private let works = "exec >&-; i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"

    @Test func `a command that closes its output before it ends has answered`() {
        let said = answer("read x; echo $x; \(works); exit 0", to: "ping")
        #expect(said.kind == .answer)
        #expect(said.text == "ping")
    }

    @Test func `one that fails behind its answer has not`() {
        let said = answer("read x; echo $x; \(works); exit 3", to: "ping")
        #expect(said.kind == .crashed)
        #expect(said.text == "")
    }
}
