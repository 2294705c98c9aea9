import Diversification
import Foundation
import Testing

/// The processor time for reading a program and planning all transforms; on request only:
/// `THRICE_ANALYSE=program.c`, release mode.
struct AnalysisTimeTests {
    private static let file = ProcessInfo.processInfo.environment["THRICE_ANALYSE"]

    @Test(.enabled(if: file != nil))
    func `ten thousand lines are analysed in two seconds`() throws {
        let path = try #require(Self.file)
        let source = SourceText([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        let lines = source.bytes.count { $0 == 0x0a }
        let flags = ["-I/usr/include/csmith"]
        func now() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
        let start = now()
        let program = try Program(ProgramUnit(source, path: path, flags: flags))
        var report = "read \(now() - start)"
        for transform in Rewriting.all {
            let before = now()
            let plans = transform.plan([program], seed: 1)
            report += ", \(transform.name) \(now() - before) (\(plans[0].sites))"
        }
        let total = now() - start
        print("\(lines) lines in \(total) s: \(report)")
        #expect(total < Double(lines) / 5000)
    }
}
