import Ensembles
import Testing
import Voting

/// What `checkpoint` may say.
@Suite struct EnsembleCheckpointTests {
    @Test func `each key is read, and has a usual value`() throws {
        #expect(try parsed(replicas3).checkpoint == nil)
        let usual = try parsed(replicas3 + "stateful: true\ncheckpoint: {}\n").checkpoint
        #expect(usual == CheckpointRule())
        let said = try parsed(
            replicas3 + "stateful: true\n"
                + "checkpoint: {every: 50, interval: 2s, stateBytesMax: 1KiB}\n")
        #expect(said.checkpoint?.every == 50 && said.checkpoint?.stateBytesMax == 1024)
        #expect(said.checkpoint?.nanoseconds == 2_000_000_000)
    }

    @Test(arguments: [
        ("checkpoint: {}", "only replicas with state"),
        ("stateful: true\ncheckpoint: {every: 0}", "1 to 10^9"),
        ("stateful: true\ncheckpoint: {interval: 1us}", "out of range"),
        ("stateful: true\ncheckpoint: {stateBytesMax: 9MiB}", "1 to 8MiB"),
        ("stateful: true\ncheckpoint: {often: 9}", "unknown key 'often'"),
    ])
    func `what is wrong is named`(text: String, words: String) {
        let found = problems(replicas3 + text + "\n")
        #expect(found.contains { "\($0)".contains(words) }, "\(found)")
    }
}
